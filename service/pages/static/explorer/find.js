// Leaves only the operations whose name, path or sentence has every word that is typed.

/** Wires the search field. */
export function find() {
  const field = document.getElementById("find");
  const told = document.getElementById("found");
  const operations = [...document.querySelectorAll(".op")];
  const narrow = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const each of operations) {
      const has = each.dataset.words.toLowerCase();
      each.hidden = !words.every((word) => has.includes(word));
      document.querySelector(`[data-for="${each.id}"]`).hidden = each.hidden;
    }
    for (const group of document.querySelectorAll(".docs-group")) {
      const own = [...group.querySelectorAll(".op")];
      group.hidden = words.length > 0 && own.every((each) => each.hidden);
    }
    for (const tag of document.querySelectorAll(".docs-tag")) {
      tag.hidden = [...tag.nextElementSibling.children].every((each) => each.hidden);
    }
    const left = operations.filter((each) => !each.hidden).length;
    told.textContent = words.length ? `${left} of ${operations.length} operations` : "";
  };
  field.addEventListener("input", narrow);
  narrow();
}
