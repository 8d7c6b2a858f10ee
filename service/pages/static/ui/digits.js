// A one-time code: shows which place is next, keeps what is no digit out. One field underneath, so
// pasting, filling in by the phone and screen readers work as with any field.

/** Wires a `.digits` box that holds an input and a span for each place. */
export function wire(box) {
  const input = box.querySelector("input");
  const places = [...box.querySelectorAll("span")];
  const mark = () => {
    const at = document.activeElement === input ? Math.min(input.value.length, places.length - 1) : -1;
    places.forEach((place, which) => place.toggleAttribute("data-next", which === at));
  };
  input.addEventListener("input", () => {
    const kept = input.value.replace(/\D/g, "").slice(0, places.length);
    if (kept !== input.value) input.value = kept;
    input.scrollLeft = 0;
    mark();
  });
  // A code that is pasted with a blank in the middle is longer than the field takes.
  input.addEventListener("paste", (event) => {
    const kept = event.clipboardData.getData("text").replace(/\D/g, "").slice(0, places.length);
    event.preventDefault();
    input.value = kept;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  input.addEventListener("scroll", () => (input.scrollLeft = 0));
  input.addEventListener("focus", mark);
  input.addEventListener("blur", mark);
  box.dataset.wired = "yes";
  mark();
}

document.querySelectorAll(".digits").forEach(wire);
