// Collecting is a small joy: what was picked leaves the bed while the answer is on its way in.

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful || !detail.elt.matches("[data-picks]")) return;
  const { submitter } = detail.requestConfig.triggeringEvent ?? {};
  const plants = submitter?.matches(".plant") ? [submitter] : detail.elt.querySelectorAll(".plant");
  plants.forEach((each) => each.classList.add("picked"));
});

// The order in which they grow and go; styles cannot read an attribute as a number everywhere.
const order = (root) => root.querySelectorAll("[data-order]").forEach((each) => each.style.setProperty("--order", each.dataset.order));
order(document);
document.addEventListener("htmx:load", ({ detail }) => order(detail.elt));
