// Every movement of one's seeds, with both sides and why.

import { byDay } from "./by-day.js";
import { get } from "./api.js";
import { el, empty, say, soft } from "./dom.js";
import { button } from "./press.js";
import { REASONS, between, called } from "./seeds-words.js";
import { clock, grouped } from "./words.js";

const SIDES = [["", "All"], ["ripe", "Ripe"], ["seeds", "Collected"]];
const wanted = { side: "", reason: "" };

const path = (limit, cursor) => {
  const chosen = Object.entries({ ...wanted, limit, cursor }).filter(([, value]) => value);
  return `/v1/me/statement?${new URLSearchParams(chosen)}`;
};

export const statement = {
  id: "statement",
  title: "Statement",
  load: () => get(path(15)),
  draw(first, { again }) {
    const filtered = wanted.side || wanted.reason;
    const list = byDay(first, {
      rowsOf: (page) => page.transfers,
      line: (each) => line(each, (id) => find(id, list)),
      more: (cursor) => get(path(30, cursor)),
      none: filtered ? empty("Nothing of that kind", "Choose another filter to see more.") : empty("Nothing has moved yet", "What you earn, collect, pay and give is written here, with both sides."),
    });
    return [filters(again), list.nodes];
  },
};

function filters(again) {
  const choose = (changes) => async () => {
    Object.assign(wanted, changes);
    await again();
  };
  const sides = SIDES.map(([side, label]) => {
    const made = button(label, choose({ side }), { kind: "chip", id: `side-${side || "all"}` });
    made.setAttribute("aria-pressed", String(wanted.side === side));
    return made;
  });
  const reasons = Object.entries({ "": "Every reason", ...REASONS }).map(([reason, label]) => el("option", { value: reason, selected: wanted.reason === reason }, label));
  const select = el("select", { class: "input", id: "reason", "aria-label": "Reason", onchange: (event) => choose({ reason: event.target.value })() }, reasons);
  return el("div", { class: "filters" }, el("div", { class: "chips", role: "group", "aria-label": "Which seeds" }, sides), el("div", { class: "select" }, select));
}

const anchor = (id) => `t-${id}`;

function line(each, show) {
  return el(
    "li",
    { class: "line move", id: anchor(each.id), "data-reason": each.reason, "data-undone": each.reversed_by ? "yes" : null },
    el("div", { class: "line-text" },
      el("p", { class: "line-title" }, called(each), each.reversed_by && el("span", { class: "pill", "data-kind": "warning" }, "Taken back")),
      soft(`${clock(each.at)} \u00b7 ${between(each)}`),
      each.reversed_by && other("See what took it back", each.reversed_by, each, show),
      each.reverses && other("See what it takes back", each.reverses, each, show)),
    el("div", { class: "amounts" }, change(each.seeds, "collected"), change(each.ripe, "ripe")),
  );
}

const other = (label, id, { id: from }, show) => button(label, () => show(id), { kind: "link", id: `see-${from}` });

/** +20 ripe, −20 collected: a true minus, as screen readers say it. */
function change(count, which) {
  if (!count) return null;
  const signed = `${count > 0 ? "+" : "\u2212"}${grouped(Math.abs(count))}`;
  return el("p", { class: "amount", "data-way": count > 0 ? "in" : "out" }, el("strong", {}, signed), ` ${which}`);
}

async function find(id, list) {
  const found = await list.seek(anchor(id));
  if (!found) return say("That line is not among those shown. Choose all seeds and every reason.");
  found.setAttribute("tabindex", "-1");
  found.focus();
  found.scrollIntoView({ block: "center" });
}
