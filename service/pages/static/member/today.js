// Today: the days in a row, and what of the day's seeds has been earned.

import { el, soft, unseen } from "./dom.js";
import { icon } from "./icons.js";
import { myTasks } from "./my-tasks.js";
import { bar, dots } from "./progress.js";
import { counted, grouped, seeds, weekday } from "./words.js";

const WEEK_DAYS = 7;

export const today = {
  id: "today",
  title: "Today",
  load: myTasks,
  draw: ({ day, streak, day_seeds: earned, day_seeds_max: most }) => [
    el("p", { class: "today-date", id: "today-date" }, weekday(day)),
    el("div", { class: "streak" }, figure(streak), week(streak)),
    el("div", { class: "earned" }, bar("earned-today", [el("span", {}, "Earned today"), el("span", {}, el("strong", { id: "earned-today" }, grouped(earned)), ` of ${seeds(most)}`)], earned, most, earned >= most ? "warning" : null), full(earned, most)),
  ],
};

const full = (earned, most) =>
  earned >= most && el("p", { class: "note" }, "That is all that one day pays. What you do still counts for your streak and your tasks.");

function figure({ current, best, freezes, done_today: done }) {
  return el(
    "div",
    { class: "streak-figure", "data-lit": done || null },
    icon("flame"),
    el("p", { class: "streak-days" }, el("strong", { id: "streak-days" }, grouped(current)), unseen(" "), el("span", {}, current === 1 ? "day in a row" : "days in a row")),
    el("p", { class: "streak-more soft" }, el("span", {}, best > 0 ? `Best: ${counted(best, "day")}` : "Every day counts once"), freezes > 0 && el("span", { class: "freezes" }, icon("shield"), `${counted(freezes, "day")} may be missed`)),
  );
}

/** The seven days that make a week of the streak, and what they pay. */
function week({ current, days_to_week: missing, week_seeds: pays, done_today: done }) {
  const whole = done && current > 0 && missing === WEEK_DAYS;
  const filled = whole ? WEEK_DAYS : WEEK_DAYS - missing;
  const prize = pays > 0 ? seeds(pays) : "a full week, which counts for a score";
  const text = whole ? `A full week. Seven more days to ${prize}.` : `${hint(current, done)} ${counted(missing, "more day")} to ${prize}.`;
  return el("div", { class: "streak-week" }, dots(filled, WEEK_DAYS, !done), soft(text));
}

function hint(current, done) {
  if (done) return "Today counts.";
  return current > 0 ? "Do a task today to go on." : "Do a task today, and a streak begins.";
}
