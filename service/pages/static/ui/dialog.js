// [data-opens="id"] opens a dialog, [data-closes] in it closes it. The browser keeps the focus in
// it, closes it on Escape, and gives the focus back to where it was.

addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  const dialog = opener ? document.getElementById(opener.dataset.opens) : event.target.closest?.("dialog");
  if (opener && dialog) {
    event.preventDefault();
    dialog.showModal();
  } else if (dialog && (event.target === dialog || event.target.closest("[data-closes]"))) {
    event.preventDefault(); // a press beside the dialog reaches the dialog itself
    dialog.close();
  }
});

// Links that act as buttons answer to the space bar too.
addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches?.("a[role=button]")) return;
  event.preventDefault();
  event.target.click();
});
