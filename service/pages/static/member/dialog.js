// One dialog at a time, by the browser's own means: focus stays in it, Escape closes it.

import { el } from "./dom.js";
import { button } from "./press.js";

/** Shows `children` under a heading; resolves with what `close` was given, or null. */
export function dialog(title, draw, { kind = "" } = {}) {
  return new Promise((resolve) => {
    const from = document.activeElement?.id;
    document.activeElement?.removeAttribute("aria-busy"); // now it waits for the person
    let answer = null;
    const close = (said = null) => {
      answer = said;
      box.close();
    };
    const box = el("dialog", { class: `dialog ${kind}`, "aria-labelledby": "dialog-title" });
    box.append(el("h2", { id: "dialog-title", tabindex: "-1" }, title), ...[draw(close, box)].flat());
    box.addEventListener("close", () => {
      box.remove();
      resolve(answer);
      if (from) document.getElementById(from)?.focus();
    });
    document.body.append(box);
    box.showModal();
    box.querySelector("h2").focus();
  });
}

/** A question with one way to go on; true if it was taken and `run` went well. */
export function confirm(title, text, yes, run) {
  return dialog(title, (close) => [
    el("div", { class: "text" }, [text].flat().map((each) => el("p", {}, each))),
    el(
      "div",
      { class: "actions" },
      button(yes, async () => close((await run()) ?? true)),
      button("Not now", () => close(), { kind: "quiet" }),
    ),
  ]);
}
