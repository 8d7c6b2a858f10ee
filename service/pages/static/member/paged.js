// A list that goes back in time, a page at a time.

import { list } from "./dom.js";
import { button } from "./press.js";

export function paged(first, { rows, more, none }) {
  const lines = rows(first);
  if (lines.length === 0) return [none];
  const all = list(lines);
  let cursor = first.next_cursor;
  if (!cursor) return [all];
  const older = button("Show older", async () => {
    const page = await more(cursor);
    const added = rows(page);
    all.append(...added);
    cursor = page.next_cursor;
    added[0]?.setAttribute("tabindex", "-1");
    if (!cursor) {
      added[0]?.focus();
      older.remove();
    }
  }, { kind: "quiet" });
  return [all, older];
}
