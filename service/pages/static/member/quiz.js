// A quiz: one question at a time, graded by the service, which never says which were right.

import { send } from "./api.js";
import { burst } from "./burst.js";
import { dialog } from "./dialog.js";
import { el, soft } from "./dom.js";
import { forgetAnswers, keepAnswers, keptAnswers } from "./kept-answers.js";
import { button, form } from "./press.js";
import { counted, seeds } from "./words.js";

/** Asks until it is closed; what was chosen is kept, and the page drawn again if it was graded. */
export async function quiz(task, again) {
  const answers = keptAnswers(task);
  const first = answers.findIndex((each) => each === null);
  let graded = false;
  await dialog(task.title, (close, box) => {
    const stage = el("div", { class: "quiz" });
    const show = (nodes, focus) => {
      stage.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
      if (focus) stage.querySelector("[tabindex='-1']").focus();
    };
    const ask = (at, focus = true) => show(question(task, answers, at, { ask, handIn, close }), focus);
    const handIn = async () => {
      const result = await send("POST", `/v1/me/tasks/${encodeURIComponent(task.id)}/answers`, { answers });
      graded = true;
      forgetAnswers(task);
      answers.fill(null);
      box.dataset.result = result.passed ? "passed" : "failed";
      show(outcome(task, result, { ask, close, box }), true);
    };
    ask(Math.max(first, 0), false);
    return stage;
  }, { kind: "dialog-quiz" });
  if (graded) await again();
}

function question(task, answers, at, { ask, handIn, close }) {
  const { questions } = task.quiz;
  const last = at === questions.length - 1;
  const { text, choices } = questions[at];
  const options = el("fieldset", { class: "field tile-choices" }, el("legend", { tabindex: "-1", class: "quiz-question" }, text), choices.map((choice, place) => option(choice, place, answers[at])));
  const go = async ({ choice }) => {
    if (choice === undefined) throw Object.assign(new Error("Choose one of the answers."), { status: 0 });
    if (last && answers.includes(null)) return ask(answers.indexOf(null));
    return last ? handIn() : ask(at + 1);
  };
  const made = form([counter(at, questions.length), options], last ? "Hand in" : "Next", go, {
    more: [at > 0 && button("Back", () => ask(at - 1), { kind: "quiet" }), button("Later", () => close(), { kind: "plain-text" })].filter(Boolean),
  });
  made.addEventListener("change", (event) => {
    answers[at] = Number(event.target.value);
    keepAnswers(task, answers);
    made.querySelector(".trouble")?.remove();
  });
  return [made];
}

function counter(at, all) {
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span", { class: "bar-fill" }));
  bar.firstChild.style.setProperty("--part", (at + 1) / all);
  return el("div", { class: "quiz-at" }, soft(`Question ${at + 1} of ${all}`), bar);
}

function option(choice, place, chosen) {
  const id = `choice-${place}`;
  return el("div", { class: "tick" }, el("input", { type: "radio", name: "choice", id, value: String(place), checked: chosen === place, autocomplete: "off" }), el("label", { for: id }, choice));
}

function outcome(task, { right, passed, pass_mark: mark, tries_left: left, seeds: won, asked }, { ask, close, box }) {
  const all = task.quiz.questions.length;
  const title = el("h3", { tabindex: "-1", class: "quiz-right" }, `${right} of ${all} right`);
  if (passed) {
    const worth = asked > won ? `${won} of ${seeds(asked)} are ripe: more does not fit into today.` : `${seeds(won)} are ripe. Collect them under Home.`;
    return [burst(), title, el("p", {}, el("strong", {}, "Passed. "), worth), el("div", { class: "actions" }, button("Done", () => close(true)))];
  }
  const further = left > 0 ? `${counted(left, "try", "tries")} left today.` : "No tries left today. Tomorrow you can try again.";
  const retry = left > 0 && button("Try again", () => {
    delete box.dataset.result;
    ask(0);
  });
  return [title, el("p", {}, `${mark} are needed. Which ones were right is not told. ${further}`), el("div", { class: "actions" }, retry, button("Close", () => close(), { kind: "quiet" }))];
}
