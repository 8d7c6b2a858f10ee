// What came back: status, time, body, and the headers that a client reads.

import { coloured } from "./json.js";

const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

/** The place below one form. */
export class Shown {
  constructor(place) {
    this.place = place;
  }

  waiting() {
    this.#put(make("p", "soft", "Waiting for the answer"));
  }

  /** The answer's first line and headers are here. */
  began(answer, ms) {
    const kind = answer.ok ? "good" : "bad";
    const line = make("p", "cluster");
    const status = make("span", "pill", `${answer.status} ${answer.statusText}`.trim());
    status.dataset.kind = kind;
    line.append(status, make("span", "soft", `${Math.round(ms)} ms`));
    if (answer.headers.has("Idempotent-Replayed")) line.append(make("span", "pill", "the first answer again"));
    this.body = make("code", "");
    this.note = make("p", "soft");
    this.#put(line, this.note, this.#block(this.body, "The answer’s body"), headersOf(answer));
  }

  grown(text) {
    this.body.textContent = text;
  }

  /** All of it has come. `learnt`: whose token in it was filled in above. `missing`: whose was
      needed, and is not filled in. */
  ended(text, learnt, missing) {
    this.body.replaceChildren(...coloured(text));
    this.body.closest(".code-block").hidden = text === "";
    if (learnt) this.note.textContent = `The token is filled in at the top: ${learnt}.`;
    else if (missing) this.note.append("Sent without credentials. ", where(missing));
  }

  stopped() {
    if (this.note) this.note.textContent = "Stopped.";
    else this.#put(make("p", "soft", "Stopped."));
  }

  failed(why) {
    this.#put(make("p", "trouble", `There was no answer: ${why}. Is the server running?`));
  }

  command(text) {
    this.#put(this.#block(make("code", "", text), "The request as a command"));
  }

  #block(code, label) {
    const block = make("div", "code-block");
    const pre = make("pre", "");
    // It scrolls, so the keyboard must reach it.
    pre.tabIndex = 0;
    pre.setAttribute("role", "region");
    pre.setAttribute("aria-label", label);
    pre.append(code);
    block.append(pre);
    return block;
  }

  #put(...parts) {
    this.place.replaceChildren(...parts);
    this.place.hidden = false;
  }
}

function where(missing) {
  const link = make("a", "", `Fill in a token: ${missing}`);
  link.href = `#token-${missing}`;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(`token-${missing}`).focus();
  });
  return link;
}

function headersOf(answer) {
  const details = document.createElement("details");
  const list = make("ul", "props");
  for (const [name, value] of answer.headers) {
    const line = make("li", "prop");
    line.append(make("code", "prop-name", name), make("span", "prop-kind", value));
    list.append(line);
  }
  details.append(make("summary", "", "Headers"), list);
  return details;
}
