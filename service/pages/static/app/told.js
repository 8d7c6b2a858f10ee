// What went well is told: by the part of the page that came, or by the form that was sent.

import { say } from "../ui/toast.js";

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const told = detail.elt.dataset?.told ?? detail.elt.querySelector?.("[data-told]")?.dataset.told;
  if (told) say(told);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.elt.dataset.done) say(detail.elt.dataset.done);
});
