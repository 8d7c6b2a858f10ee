// One form: sends, shows, stops. A stream is shown as it comes, until it is stopped.

import { Shown } from "./answer.js";
import { curlOf, requestOf } from "./request.js";
import { learn, missingFor } from "./tokens.js";

const KEY = 'input[name="header:Idempotency-Key"]';
const TEXT_MAX = 200_000;

/** Wires a form and shows it. */
export function prepare(form) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const key = form.querySelector(KEY);
  const fresh = () => key && (key.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`.replace(".", ""));
  const shown = new Shown(part("answer"));
  let stopping;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    stopping?.abort();
    const mine = (stopping = new AbortController());
    part("stop").hidden = false;
    await send(requestOf(form), shown, mine.signal, missingFor(form.dataset.schemes));
    if (stopping === mine) part("stop").hidden = true;
  });
  part("stop").addEventListener("click", () => stopping?.abort());
  part("curl").addEventListener("click", () => shown.command(curlOf(requestOf(form))));
  part("new-key")?.addEventListener("click", fresh);
  part("pick")?.addEventListener("change", (event) => (form.elements.body.value = event.target.value));
  fresh();
  form.hidden = false;
}

async function send({ method, path, headers, body }, shown, signal, missing) {
  const began = performance.now();
  shown.waiting();
  try {
    // Only what the page shows is sent: no cookie of another page.
    const answer = await fetch(path, { method, headers, body, signal, credentials: "omit", cache: "no-store" });
    shown.began(answer, performance.now() - began);
    const text = await read(answer, shown);
    shown.ended(text, learn(text, path), missing);
  } catch (error) {
    if (signal.aborted) shown.stopped();
    else shown.failed(error.message);
  }
}

async function read(answer, shown) {
  const decoder = new TextDecoder();
  let text = "";
  if (!answer.body) return text;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    shown.grown(text.slice(-TEXT_MAX));
  }
}
