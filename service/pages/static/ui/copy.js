// Copies the text of a code block; the button is there only where the browser lets us.

const SAID_MS = 2000;

for (const block of navigator.clipboard ? document.querySelectorAll("[data-copies]") : []) {
  const button = block.querySelector("button");
  const label = button.querySelector("span");
  const before = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("code").textContent);
    label.textContent = button.dataset.done;
    setTimeout(() => (label.textContent = before), SAID_MS);
  });
}
