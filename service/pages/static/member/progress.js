// How far somebody is: dots for a few days, a bar for much of something.

import { el } from "./dom.js";
import { counted, share } from "./words.js";

const DOTS_MAX = 14;

/** Dots of which the first `done` are full; `next` marks the one that today can fill. */
export function dots(done, goal, next = false) {
  const dot = (_, at) => el("span", { class: "dot", "data-at": at < done ? "done" : next && at === done ? "next" : null });
  return el("span", { class: "dots", "aria-hidden": "true" }, Array.from({ length: goal }, dot));
}

/** A bar under its label; `id` names both. */
export function bar(id, label, done, goal, kind = null) {
  return el(
    "div",
    { class: "measure" },
    el("p", { class: "progress-label", id: `${id}-label` }, label),
    el("progress", { class: "progress", "aria-labelledby": `${id}-label`, value: Math.min(done, goal), max: goal, "data-kind": kind }),
  );
}

/** How far a task is, or null where there is only done and not done. */
export function progress({ id, kind, done, goal, unit }) {
  if (goal <= 1) return null;
  const words = unit ? share(done, goal, unit) : `${done} of ${counted(goal, kind === "days" ? "day" : "time")}`;
  if (unit || goal > DOTS_MAX) return bar(`progress-${id}`, el("strong", {}, words), done, goal);
  return el("p", { class: "steps-done" }, dots(done, goal), el("strong", {}, words));
}
