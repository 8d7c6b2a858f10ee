// One task: what it pays, how far it is, what is in the way, and what can be done about it now.

import { fresh, send } from "./api.js";
import { agreed } from "./agree.js";
import { el, say, soft } from "./dom.js";
import * as facts from "./facts.js";
import { icon } from "./icons.js";
import { link } from "./link.js";
import { button } from "./press.js";
import { progress } from "./progress.js";
import { quiz } from "./quiz.js";
import { closed, finished, hindrance, reduced, rhythm, tries, where } from "./task-words.js";
import { day, programmeNow, seeds } from "./words.js";

const isDone = ({ state }) => state === "completed";
const path = ({ id }) => `/v1/me/tasks/${encodeURIComponent(id)}`;

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
  const hindered = hindrance(task);
  if (hindered) return el("p", { class: "hindered" }, hindered);
  if (!task.joined_at || task.quiz) return null;
  if (asked.length) return el("p", { class: "hindered" }, `${facts.merchant(asked[0])} may not report it yet.`);
  return el("p", { class: "good" }, `You follow it since ${day(task.joined_at)}.`);
}

function next(task, asked, again) {
  const id = `task-${task.id}`;
  if (!task.open || isDone(task) || task.hindered_by) return null;
  if (!task.joined_at) return button("Take it on", () => takeOn(task, again), { kind: "small", id, about: task.title });
  if (task.quiz)
    return task.quiz.tries_left > 0 && button("Answer the questions", () => quiz(task, again), { kind: "small", id, about: task.title });
  if (asked.length) return button("Let them report it", () => link(asked[0], again), { kind: "small", id, about: facts.merchant(asked[0]) });
  return task.declared && button("I did it", () => declare(task, again), { kind: "small", id, about: task.title });
}

async function takeOn(task, again) {
  await send("POST", path(task));
  say(`You follow: ${task.title}.`);
  await again();
}

function letGo(task, again) {
  return button("Let it go", async () => {
    await send("DELETE", path(task));
    say(`You follow it no more: ${task.title}. What you have done stays.`);
    await again();
  }, { kind: "small plain-text", id: `leave-${task.id}`, about: task.title });
}

const saying = new Map(); // what is being declared, until the service has answered

/** The same words go out again after no answer: done once, it counts once. */
async function declare(task, again) {
  const what = `${task.id} ${task.period}`;
  const body = saying.get(what) ?? { event: `web.${fresh()}`, event_at: new Date(programmeNow()).toISOString() };
  saying.set(what, body);
  try {
    const told = await send("POST", `${path(task)}/declarations`, body);
    saying.delete(what);
    say(told.seeds > 0 && !told.already ? `${seeds(told.seeds)} ripe: ${task.title}.` : `Counted: ${task.title}.`);
  } catch (problem) {
    if (problem.decided) saying.delete(what);
    throw problem;
  }
  await again();
}
