// What was sent and got no answer is kept, and asked again under the same key until there is one:
// the service does it once. It outlives a reload of this tab, and goes with the answer.

import { AWAY, renew } from "../app/asked.js";
import { forget, giveUp, heardOf, keyBefore } from "./given-up.js";

const KEPT = "seedbank.counter";
const WAITS_MS = [1000, 2000, 4000];
const waiting = new WeakMap();

const keeps = (one) => one?.matches?.("form[data-keeps]");

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!keeps(detail.elt)) return;
  sessionStorage.setItem(KEPT, JSON.stringify(sent(detail.elt)));
});

const sent = (form) => ({ to: form.getAttribute("hx-post"), fields: Object.fromEntries(new FormData(form)) });

// Before htmx has read the form.
document.addEventListener("submit", ({ target }) => {
  if (!keeps(target)) return;
  const { to, fields } = sent(target);
  target.elements.namedItem("key").value = keyBefore(to, fields) ?? fields.key;
}, { capture: true });

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.requestConfig.elt; // the answer may stand in its place already
  if (!keeps(form)) return;
  if (AWAY.includes(detail.xhr.status)) return again(form);
  heardOf(detail.requestConfig.parameters.key);
  calm(form);
});

/** Asks again after a while, or as soon as there is a network. */
function again(form) {
  const tries = (waiting.get(form)?.tries ?? 0) + 1;
  const at = setTimeout(() => ask(form), WAITS_MS[Math.min(tries, WAITS_MS.length) - 1]);
  waiting.set(form, { tries, at });
  form.dataset.waiting = "";
  locked(form, true);
  const box = form.querySelector("[data-waits]");
  const said = box.querySelector("[data-said]");
  box.hidden = false;
  if (!said.textContent) said.textContent = said.dataset.said; // once: it is read out by itself
}

function ask(form) {
  if (!form.isConnected) return;
  clearTimeout(waiting.get(form)?.at);
  form.requestSubmit();
}

/** There is an answer, or nobody waits for one any more. */
function calm(form) {
  sessionStorage.removeItem(KEPT);
  clearTimeout(waiting.get(form)?.at);
  waiting.delete(form);
  delete form.dataset.waiting;
  locked(form, false);
  const box = form.querySelector("[data-waits]");
  if (!box) return;
  box.hidden = true;
  box.querySelector("[data-said]").textContent = "";
}

const locked = (form, yes) =>
  form.querySelectorAll("input:not([type=hidden])").forEach((each) => (each.readOnly = yes));

addEventListener("online", () => document.querySelectorAll("form[data-waiting]").forEach(ask));

addEventListener("click", ({ target }) => {
  const form = target.closest?.("[data-stops]")?.form;
  if (!form) return;
  giveUp(sent(form), Number(form.dataset.lives ?? 0));
  calm(form);
  (form.querySelector("input:not([type=hidden])") ?? form.querySelector("[type=submit]")).focus();
});

// What is typed now is another wish.
addEventListener("input", ({ target }) => keeps(target.form) && renew(target.form));

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!detail.elt.matches("[data-forgets]")) return;
  sessionStorage.removeItem(KEPT);
  forget();
});

// After a reload: if the form is still here, it is asked again; if it is not, its step was taken.
addEventListener("DOMContentLoaded", () => {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  const form = kept && [...document.querySelectorAll("form[data-keeps]")].find((each) => each.getAttribute("hx-post") === kept.to);
  if (!form) return sessionStorage.removeItem(KEPT);
  for (const [name, value] of Object.entries(kept.fields)) form.elements.namedItem(name).value = value;
  form.requestSubmit();
});
