// Tells everybody that something went well: on the screen, and to screen readers.

const SHOWN_MS = 5000;
const FADE_MS = 300;
let clearing = 0;

/** Shows `text` for a while in the page's .toast; the next one takes its place. */
export function say(text) {
  const box = document.querySelector(".toast");
  clearTimeout(clearing);
  box.textContent = text;
  box.classList.add("shown");
  clearing = setTimeout(() => {
    box.classList.remove("shown");
    clearing = setTimeout(() => (box.textContent = ""), FADE_MS);
  }, SHOWN_MS);
}

addEventListener("click", (event) => {
  const from = event.target.closest?.("[data-says]");
  if (from) say(from.dataset.says);
});
