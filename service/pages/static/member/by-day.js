// A list that goes back in time, a page at a time, with a heading for each day.

import { el } from "./dom.js";
import { button } from "./press.js";
import { dateAt, weekday } from "./words.js";

/** `line` draws a row with its `at`; `more` asks for the next page. `seek` loads until a row is there. */
export function byDay(first, { rowsOf, line, more, none }) {
  if (rowsOf(first).length === 0) return { nodes: [none], seek: async () => null };
  const box = el("div", { class: "days" });
  const older = button("Show older", () => next(true), { kind: "quiet", id: "older" });
  let cursor;
  let today = null;

  function add(page) {
    const lines = rowsOf(page).map((each) => {
      const drawn = line(each);
      listOf(dateAt(each.at)).append(drawn);
      return drawn;
    });
    cursor = page.next_cursor;
    if (!cursor) older.remove();
    return lines;
  }
  function listOf(date) {
    if (today?.dataset.day !== date) {
      today = el("ul", { class: "list", role: "list", "data-day": date, "aria-labelledby": `day-${date}` });
      box.append(el("section", { class: "day" }, el("h3", { id: `day-${date}` }, weekday(date)), today));
    }
    return today;
  }
  async function next(moved) {
    const [line1] = add(await more(cursor));
    if (!moved || cursor) return;
    line1?.setAttribute("tabindex", "-1");
    line1?.focus();
  }
  async function seek(id) {
    while (!document.getElementById(id) && cursor) await next(false);
    return document.getElementById(id);
  }
  add(first);
  return { nodes: [box, cursor && older], seek };
}
