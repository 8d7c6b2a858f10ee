// A form that has been sent says so and is not sent twice.

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-once]")) return;
  const submit = event.submitter ?? form.querySelector("[type=submit]");
  if (submit?.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    return;
  }
  submit?.setAttribute("aria-busy", "true");
  submit?.setAttribute("aria-disabled", "true");
});

// Who comes back by the browser's back button finds the form as it was before.
addEventListener("pageshow", () => {
  for (const submit of document.querySelectorAll("[data-once] [aria-busy]")) {
    submit.removeAttribute("aria-busy");
    submit.removeAttribute("aria-disabled");
  }
});
