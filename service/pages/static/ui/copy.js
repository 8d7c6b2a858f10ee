// Copies the text of a code block; the button is there only where the browser lets us.

const SAID_MS = 2000;

/** Wires one that came later than the page. */
export function copies(block) {
  if (!navigator.clipboard || block.dataset.copies) return;
  const button = block.querySelector("button");
  const label = button.querySelector("span");
  const before = label.textContent;
  block.dataset.copies = "wired";
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("code").textContent);
    label.textContent = button.dataset.done;
    setTimeout(() => (label.textContent = before), SAID_MS);
  });
}

document.querySelectorAll("[data-copies]").forEach(copies);
