// What a task asks for and what became of it, in words.

import * as facts from "./facts.js";
import { counted, dateOf, day, moment, often, programmeNow, seeds, upper } from "./words.js";

const CAPS = {
  member_day: ({ most }) => `your day was full at ${seeds(most)}`,
  campaign_day: () => "the campaign's day was full",
  task_budget: () => "what the task has to give is used up",
  campaign_budget: () => "what the campaign has to give is used up",
};

/** Why less was paid: 5 of 20 seeds, because your day was full. Null if nothing was missing. */
export function reduced({ seeds: asked, paid, reduced_by: by }, most) {
  if (!by?.length) return null;
  return `${paid} of ${seeds(asked)}: ${by.map((each) => CAPS[each]?.({ most }) ?? each).join(", and ")}. It counts as done.`;
}

/** How often it can be done, and until when. */
export function rhythm({ id, kind, goal, ends_on: ends, closes_at: closes }) {
  const window = facts.task(id)?.window_days;
  const last = closes ? ` Open until ${day(closes)}.` : "";
  if (kind === "days") return `On ${counted(goal, "day")}${window ? ` of ${window}` : ""}${ends ? `, by ${dateOf(ends)}` : ""}.${last}`;
  if (kind === "cumulative") return `${ends ? `By ${dateOf(ends)}` : "At your own pace"}.${last}`;
  if (kind === "weekly") return `Once a week, by ${dateOf(ends)}.${last}`;
  return `${upper(often(kind === "quiz" ? "once" : kind))}.${last}`;
}

/** Where it is done, or who counts it. */
export function where({ places = [], suspended = [], declared, quiz }) {
  const marked = (each) => (suspended.includes(each) ? `${each} (suspended)` : each);
  if (places.length) return `At ${places.map(marked).join(", ")}`;
  if (quiz) return "Here, on this page";
  return declared ? "Your word is enough" : "In the programme's app";
}

/** What is still in the way of joining; null if nothing is. */
export function hindrance({ hindered_by: code, level, missing = [] }) {
  if (!code) return null;
  if (code === "tasks_missing") return `Before it: ${missing.map((each) => facts.task(each)?.title ?? each).join(", ")}.`;
  const named = `level ${upper(level)}, a score of ${facts.level(level)?.at_least}`;
  return code === "no_published_score" ? `It asks for ${named}. You have no published score yet.` : `It asks for ${named}.`;
}

/** Why nothing of it counts now; null if it does. */
export function resting({ rests, suspended = [] }) {
  if (!rests) return null;
  return `Suspended: ${suspended.join(", ")} can report nothing now. What you have done so far stays.`;
}

/** How a quiz stands. */
export function tries({ questions, pass_mark: mark, tries_left: left }) {
  const asked = `${counted(questions.length, "question")}, ${mark} right to pass.`;
  return left > 0 ? `${asked} ${counted(left, "try", "tries")} left today.` : `${asked} No tries left today: come back tomorrow.`;
}

/** What a finished task says. */
export function finished({ kind, ends_on: ends, paid, seeds: worth }) {
  const again = kind === "daily" ? " Again tomorrow." : ends ? ` Again after ${dateOf(ends)}.` : "";
  return `${seeds(paid ?? worth)} earned.${again}`;
}

/** When a task that is not open opens, or that it is over. */
export function closed({ opens_at: opens, closes_at: closes }) {
  return closes && Date.parse(closes) <= programmeNow() ? "Over." : `Opens on ${moment(opens)}.`;
}
