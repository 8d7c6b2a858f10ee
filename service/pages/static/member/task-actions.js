// What can be done about a task: take it on, let it be reported, answer, say it was done, let it go.

import { fresh, send } from "./api.js";
import { say } from "./dom.js";
import * as facts from "./facts.js";
import { link } from "./link.js";
import { button } from "./press.js";
import { quiz } from "./quiz.js";
import { programmeNow, seeds } from "./words.js";

const path = ({ id }) => `/v1/me/tasks/${encodeURIComponent(id)}`;

/** The one thing to do now, or nothing. `asked`: merchants who may not report it yet. */
export function next(task, asked, again) {
  const id = `task-${task.id}`;
  if (!task.open || task.state === "completed" || task.hindered_by || task.rests) return null;
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

export function letGo(task, again) {
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
