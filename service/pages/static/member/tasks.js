// What can be done to earn seeds, and whom one lets say that it was done.

import { get, send } from "./api.js";
import { agree, agreed } from "./agree.js";
import { dialog } from "./dialog.js";
import { el, empty, list, row, say, soft } from "./dom.js";
import * as facts from "./facts.js";
import { button } from "./press.js";
import { day, often, seeds, upper } from "./words.js";

export const tasks = {
  id: "tasks",
  title: "Tasks",
  async load() {
    const [{ tasks: all }, { consents }] = await Promise.all([get("/v1/me/tasks"), get("/v1/me/consents")]);
    return { all, consents };
  },
  draw({ all, consents }, { again }) {
    const shown = all.filter((each) => each.open || each.joined_at);
    if (shown.length === 0) return empty("No tasks now", "New ones appear here when they open.");
    return [
      soft("Only what you do after taking a task on counts. Its seeds then wait under Seeds, to be collected."),
      list(shown.map((each) => line(each, consents, again)), { class: "list cards" }),
    ];
  },
};

function line(task, consents, again) {
  const merchants = facts.task(task.id)?.sources.filter((each) => each !== "app") ?? [];
  const asked = merchants.filter((each) => !agreed(consents, "task_events", each));
  const where = merchants.length ? `at ${merchants.map(facts.merchant).join(", ")}` : "with the programme";
  const until = task.closes_at ? `Until ${day(task.closes_at)}.` : null;
  return row({
    title: [task.title, " ", el("span", { class: "pill" }, seeds(task.seeds))],
    details: [`${upper(often(task.kind))}, ${where}. ${until ?? ""}`.trim(), state(task, asked)],
    end: next(task, asked, again),
  });
}

function state(task, asked) {
  if (!task.open) return "Closed now.";
  if (!task.joined_at) return null;
  if (asked.length) return `You follow it. ${facts.merchant(asked[0])} may not report it yet.`;
  return el("span", { class: "good" }, `You follow it since ${day(task.joined_at)}.`);
}

function next(task, asked, again) {
  if (!task.open) return null;
  if (!task.joined_at)
    return button("Take it on", async () => {
      await send("POST", `/v1/me/tasks/${encodeURIComponent(task.id)}`);
      say(`You follow: ${task.title}.`);
      await again();
    }, { kind: "small", id: `task-${task.id}`, about: task.title });
  if (asked.length === 0) return null;
  return button("Let them report it", () => link(asked[0], again), { kind: "small", id: `task-${task.id}`, about: facts.merchant(asked[0]) });
}

/** Lets a merchant report, and says as whom it knows the member. */
export async function link(merchant, again) {
  const given = await agree("task_events", merchant);
  if (!given) return;
  await again();
  await dialog("Linked", (close) => [
    el("p", {}, `${facts.merchant(merchant)} knows you by this id and by nothing else. Show it if they ask.`),
    el("p", { class: "code code-small", id: "pseudonym" }, given.pseudonym),
    el("div", { class: "actions" }, button("Done", () => close(true))),
  ]);
}
