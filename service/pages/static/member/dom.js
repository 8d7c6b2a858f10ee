// Makes elements. Data only ever becomes text: nothing here reads HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element; props are attributes, `class`, and listeners such as `onclick`. Gaps are left out. */
export function el(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for drawings. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(made, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Somebody's own words: they do not turn the text around them. */
export const name = (text) => el("bdi", {}, text);

/** For those who hear the page. */
export const unseen = (text) => el("span", { class: "unseen" }, text);

export const p = (...children) => el("p", {}, ...children);
export const soft = (...children) => el("p", { class: "soft" }, ...children);

/** A list whose items may be lists of children. */
export function list(items, props = {}) {
  return el("ul", { class: "list", role: "list", ...props }, items);
}

/** One line of a list: what, details below it, and what can be done at its end. */
export function row({ title, details = [], end, id }) {
  return el(
    "li",
    { class: "line", id },
    el("div", { class: "line-text" }, el("p", { class: "line-title" }, title), details.filter(Boolean).map((each) => soft(each))),
    end && el("div", { class: "line-end" }, end),
  );
}

/** What there is to see when there is nothing. */
export const empty = (title, text) => el("div", { class: "empty" }, el("p", { class: "line-title" }, title), text && soft(text));

export { say } from "../ui/toast.js";
