// Shows a view: its parts load side by side, and are drawn again in place when something changed.

import { el } from "./dom.js";
import { button } from "./press.js";

let current = 0; // which showing this is; answers for an older one are dropped
let timers = [];

/** Nothing of the view before is drawn or asked for any more. */
export function leave() {
  current += 1;
  timers.forEach(clearInterval);
  timers = [];
}

/** The parts of a view, below the page's own heading. */
export function show(root, { parts, context }) {
  leave();
  const again = () => Promise.all(shown.map((each) => each.reload()));
  const shown = parts.map((part) => section(part, { ...context, again }));
  root.replaceChildren(el("div", { class: "parts" }, shown.map((each) => each.box)));
  shown.forEach((each) => each.reload());
  parts.forEach((part, place) => {
    if (part.every) timers.push(setInterval(() => document.hidden || shown[place].reload(), part.every));
  });
}

function section(part, context) {
  const showing = current;
  const id = `part-${part.id}`;
  const body = el("div", { class: "card-body" }, el("div", { class: "skeleton", "aria-hidden": "true" }));
  const heading = el("h2", { id, tabindex: "-1" }, part.title);
  const box = el("section", { class: `card part-${part.id}`, "aria-labelledby": id, "aria-busy": "true" }, heading, body);
  let asked = 0;

  async function reload() {
    const turn = ++asked;
    let nodes;
    try {
      const found = await part.load();
      const key = part.key?.(found);
      if (key !== undefined && key === body.dataset.key) return; // looks the same: leave it alone
      body.dataset.key = key ?? "";
      nodes = part.draw(found, context);
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      nodes = [el("p", { class: "trouble" }, problem.message), button("Try again", reload, { kind: "quiet" })];
      if (body.dataset.drawn && part.every) return; // what is on the screen is still the last that is known
    }
    if (turn !== asked || showing !== current) return;
    redraw(body, heading, [nodes].flat(Infinity));
    body.dataset.drawn = "yes";
    box.setAttribute("aria-busy", "false");
  }
  return { box, reload };
}

/** In place; the focus stays on the same thing, or goes to the part's heading if that is gone. */
function redraw(body, heading, nodes) {
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  const open = new Set([...body.querySelectorAll("details[open][id]")].map((each) => each.id));
  body.replaceChildren(...nodes.filter(Boolean));
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  if (focused) ((focused.id && document.getElementById(focused.id)) || heading).focus({ preventScroll: true });
}
