// One task: what it pays, how far it is, and what is in the way.

import { agreed } from "./agree.js";
import { el, soft } from "./dom.js";
import * as facts from "./facts.js";
import { icon } from "./icons.js";
import { progress } from "./progress.js";
import { letGo, next } from "./task-actions.js";
import { closed, finished, hindrance, reduced, resting, rhythm, tries, where } from "./task-words.js";
import { day, seeds } from "./words.js";

const isDone = ({ state }) => state === "completed";

export function taskCard(task, { consents, most, again }) {
  const asked = merchants(task).filter((each) => !agreed(consents, "task_events", each));
  const actions = [next(task, asked, again), task.joined_at && !isDone(task) && letGo(task, again)].filter(Boolean);
  return el(
    "li",
    { class: "line task", id: `card-${task.id}`, "data-state": task.state, "data-category": task.category },
    el("span", { class: "task-mark" }, icon(isDone(task) ? "check" : task.hindered_by ? "lock" : task.category)),
    el("div", { class: "task-head" }, el("h4", {}, task.title), el("span", { class: "pill" }, seeds(task.seeds))),
    el("div", { class: "task-text" }, isDone(task) ? done(task, most) : doing(task, asked)),
    actions.length > 0 && el("div", { class: "line-end" }, actions),
  );
}

const merchants = ({ id }) => (facts.task(id)?.sources ?? []).filter((each) => facts.isMerchant(each));

const done = (task, most) => [
  el("p", { class: "good" }, finished(task)),
  reduced(task, most) && el("p", { class: "note" }, reduced(task, most)),
];

function doing(task, asked) {
  return [
    el("ul", { class: "task-facts", role: "list" }, fact("place", where(task)), fact("clock", rhythm(task))),
    task.quiz && soft(tries(task.quiz)),
    task.joined_at && progress(task),
    state(task, asked),
  ];
}

const fact = (drawing, text) => el("li", {}, icon(drawing), text);

function state(task, asked) {
  if (!task.open) return el("p", { class: "note" }, closed(task));
  if (task.state === "revoked") return el("p", { class: "note" }, "What was reported has been taken back. You can do it again.");
  const stopped = resting(task);
  if (stopped) return el("p", { class: "note" }, stopped);
  const hindered = hindrance(task);
  if (hindered) return el("p", { class: "hindered" }, hindered);
  if (!task.joined_at || task.quiz) return null;
  if (asked.length) return el("p", { class: "hindered" }, `${facts.merchant(asked[0])} may not report it yet.`);
  return el("p", { class: "good" }, `You follow it since ${day(task.joined_at)}.`);
}
