// Buttons and forms that ask for something: busy meanwhile, and every refusal is said beside them.

import { wire } from "../ui/digits.js";
import { el, unseen } from "./dom.js";
import { refused } from "./refused.js";

/** A button. `about` completes its label for those who hear it without its surroundings. */
export function button(label, run, { id, kind = "", about } = {}) {
  const made = el("button", { type: "button", class: `button ${kind}`.trim(), id }, label, about && unseen(` ${about}`));
  return pressable(made, run);
}

/** Any element that runs something when it is pressed. */
export function pressable(made, run) {
  made.addEventListener("click", () => press(made, run));
  return made;
}

/** A form of fields and one submit button; `run` gets the values by name. */
export function form(fields, label, run, { id, kind = "", more = [] } = {}) {
  const submit = el("button", { type: "submit", class: `button ${kind}`.trim() }, label);
  const made = el("form", { id, class: "form", novalidate: true }, fields, el("div", { class: "actions" }, submit, more));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    press(submit, () => run(Object.fromEntries(new FormData(made)), made));
  });
  return made;
}

/** A label with its field and a hint, joined by ids. */
export function field(label, name, { hint, ...props } = {}) {
  const id = `field-${name}`;
  return el(
    "div",
    { class: "field" },
    el("label", { for: id }, label),
    el("input", { id, name, class: "input", "aria-describedby": hint ? `${id}-hint` : null, ...props }),
    hint && el("p", { class: "hint", id: `${id}-hint` }, hint),
  );
}

const DIGITS = 6;

/** A field for a one-time code: one input, and a place to be seen for each digit. */
export function digits(label, name) {
  const id = `field-${name}`;
  const places = Array.from({ length: DIGITS }, () => el("span", { "aria-hidden": "true" }));
  const input = el("input", { id, name, type: "text", inputmode: "numeric", autocomplete: "one-time-code", pattern: `[0-9]{${DIGITS}}`, maxlength: DIGITS, required: true });
  const box = el("div", { class: "digits" }, places, input);
  wire(box);
  return el("div", { class: "field" }, el("label", { for: id }, label), box);
}

/** Runs once per press. Not `disabled`: a button in focus must not vanish from under it. */
async function press(pressed, run) {
  if (pressed.getAttribute("aria-disabled") === "true") return;
  pressed.setAttribute("aria-disabled", "true");
  pressed.setAttribute("aria-busy", "true");
  hush(pressed);
  try {
    await run();
  } catch (problem) {
    complain(pressed, problem);
  } finally {
    pressed.removeAttribute("aria-disabled");
    pressed.removeAttribute("aria-busy");
  }
}

const place = (pressed) => pressed.closest(".line, form, .actions, .garden") ?? pressed;

function hush(pressed) {
  place(pressed).parentElement?.querySelectorAll(":scope > .trouble").forEach((each) => each.remove());
  place(pressed).querySelectorAll(":scope > .trouble").forEach((each) => each.remove());
}

/** The problem's own sentence, next to what was pressed. */
function complain(pressed, problem) {
  if (problem.status === undefined) console.error(problem); // a defect of this page, not a refusal
  const text = problem.status === undefined ? "Something went wrong on this page. Load it again." : refused(problem);
  const said = el("p", { class: "trouble", role: "alert" }, text);
  const near = place(pressed);
  if (near.matches(".line, form")) near.append(said);
  else near.after(said);
}
