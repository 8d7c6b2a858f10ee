// A file that is saved, and a file that is sent: what htmx does not do.

import { busy, complain, sentence } from "./asked.js";
import { say } from "../ui/toast.js";

addEventListener("submit", (event) => {
  const form = event.target;
  const act = form.dataset.downloads ? save : form.dataset.brings ? bring : null;
  if (!act) return;
  event.preventDefault();
  const pressed = event.submitter ?? form;
  if (pressed.getAttribute("aria-busy") === "true") return;
  during(pressed, () => act(form, pressed));
});

async function during(pressed, work) {
  busy(pressed, true);
  try {
    await work();
  } catch {
    complain(pressed, sentence({ responseText: "" }, pressed.form));
  } finally {
    busy(pressed, false);
  }
}

const key = (form) => form.elements.namedItem("key").value;

async function save(form, pressed) {
  const body = new URLSearchParams({ key: key(form) });
  const answer = await fetch(form.dataset.downloads, { method: "POST", body, headers: { "HX-Request": "true" } });
  if (!answer.ok) return complain(pressed, sentence({ responseText: await answer.text() }, form));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = answer.headers.get("Content-Disposition")?.match(/filename="([^"]+)"/)?.[1] ?? "seedbank.zip";
  link.click();
  URL.revokeObjectURL(link.href);
  say(form.dataset.done);
}

async function bring(form, pressed) {
  const [file] = form.elements.namedItem("archive").files;
  if (!file) return;
  const headers = { "HX-Request": "true", "X-Key": key(form), "Content-Type": "application/zip" };
  const answer = await fetch(form.dataset.brings, { method: "POST", body: file, headers });
  const text = await answer.text();
  if (!answer.ok) return complain(pressed, sentence({ responseText: text }, form));
  const place = document.getElementById(form.dataset.target);
  place.outerHTML = text;
  const now = document.getElementById(place.id);
  window.htmx.process(now);
  now.querySelector("h2").focus();
  say(now.dataset.told);
}
