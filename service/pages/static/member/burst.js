// A small joy: leaves that fly apart. Drawn only; who wants no motion sees them at rest.

import { el } from "./dom.js";

const LEAVES = 10;

export function burst() {
  const leaves = Array.from({ length: LEAVES }, (_, at) => {
    const leaf = el("span", { class: "burst-leaf" });
    leaf.style.setProperty("--turn", `${(360 / LEAVES) * at}deg`);
    leaf.style.setProperty("--far", at % 2 ? "4.2rem" : "3.3rem");
    return leaf;
  });
  return el("div", { class: "burst", "aria-hidden": "true" }, leaves, el("span", { class: "burst-middle" }, "✓"));
}
