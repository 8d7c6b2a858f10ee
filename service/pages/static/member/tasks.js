// What can be done to earn seeds: today, this week and longer, to learn; and what is done.

import { el, empty, soft } from "./dom.js";
import { myTasks } from "./my-tasks.js";
import { taskCard } from "./task-card.js";

const GROUPS = [
  ["today", "Today", (task) => task.kind === "daily" && task.category !== "learning"],
  ["longer", "This week and longer", (task) => task.kind !== "daily" && task.category !== "learning"],
  ["learning", "Learning", (task) => task.category === "learning"],
];

export const tasks = {
  id: "tasks",
  title: "Tasks",
  load: myTasks,
  draw({ tasks: all, consents, day_seeds_max: most }, { again }) {
    const shown = all.filter((each) => each.open || each.joined_at);
    if (shown.length === 0) return empty("No tasks now", "New ones appear here when they open.");
    const context = { consents, most, again };
    const todo = shown.filter((each) => each.state !== "completed");
    return [
      soft("What you do after taking a task on counts. Its seeds then ripen under Home."),
      GROUPS.map(([id, title, belongs]) => group(id, title, todo.filter(belongs), context)),
      todo.length === 0 && empty("All done", "There is nothing left to do today. New tasks come with a new day."),
      group("done", "Done", shown.filter((each) => each.state === "completed"), context),
    ];
  },
};

/** What waits to be done now comes before what has not been taken on. */
const eager = (one, other) => waits(one) - waits(other);
const waits = ({ rests, joined_at: joined, hindered_by: hindered }) => (joined ? 0 : 4) + (rests ? 2 : 0) + (hindered ? 1 : 0);

function group(id, title, members, context) {
  if (members.length === 0) return null;
  const cards = [...members].sort(eager).map((each) => taskCard(each, context));
  return el("section", { class: "task-group", "aria-labelledby": `group-${id}` }, el("h3", { id: `group-${id}` }, title), el("ul", { class: "list cards", role: "list" }, cards));
}
