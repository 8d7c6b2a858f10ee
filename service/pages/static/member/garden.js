// What is ripe, as plants: each is tapped to be collected, and goes into the basket.

import { el, svg, unseen } from "./dom.js";
import * as facts from "./facts.js";
import { pressable } from "./press.js";
import { away, grouped, programmeNow } from "./words.js";

const SHOWN_MAX = 24;
const SOON_MS = 3 * 86_400_000;
const LARGE = 50;
const SMALL = 10;

/** A bed with a plant for each award; `pick(awards, plants)` runs for the one that was tapped. */
export function garden(basket, pick) {
  const plants = basket.slice(0, SHOWN_MAX).map((each, at) => plant(each, at, pick));
  const more = basket.length - plants.length;
  return el("div", { class: "garden" }, el("ul", { class: "plants", role: "list" }, plants), more > 0 && el("p", { class: "soft" }, `And ${grouped(more)} more, which come with all.`));
}

/** What the seeds are for. */
function reason({ task, streak, subject, invitation }) {
  if (task) return facts.task(task)?.title;
  return (streak && "days in a row") || (subject && "a prize") || (invitation && "an invitation");
}

function plant(ripe, at, pick) {
  const { award, seeds, withers_at: withers } = ripe;
  const soon = Date.parse(withers) - programmeNow() < SOON_MS;
  const size = seeds >= LARGE ? "large" : seeds < SMALL ? "small" : null;
  const title = reason(ripe);
  const made = el(
    "button",
    { type: "button", class: "plant", id: `collect-${award}`, "data-soon": soon || null, "data-size": size },
    unseen("Collect "),
    el("span", { class: "pod" }, grouped(seeds)),
    unseen(` ${seeds === 1 ? "seed" : "seeds"}${title ? `, ${title}` : ""}, wither `),
    sprout(),
    el("span", { class: "plant-left" }, away(withers)),
  );
  made.style.setProperty("--order", at);
  return el("li", {}, pressable(made, () => pick([award], [made])));
}

const sprout = () =>
  svg("svg", { class: "sprout", viewBox: "0 0 48 34", "aria-hidden": "true", focusable: "false" },
    svg("path", { class: "sprout-stem", d: "M24 34V2" }),
    svg("path", { class: "sprout-leaf", d: "M24 26C13 26 6 21 4 11c11 0 19 4 20 15z" }),
    svg("path", { class: "sprout-leaf far", d: "M24 20c0-9 7-14 19-15-1 10-8 15-19 15z" }));

/** The plants leave the bed; resolves when they have. Nothing moves where nothing should. */
export async function picked(plants) {
  plants.forEach((each) => each.classList.add("picked"));
  const moving = plants.flatMap((each) => each.getAnimations({ subtree: true }).filter((one) => one.effect.getTiming().iterations !== Infinity));
  await Promise.race([Promise.allSettled(moving.map((each) => each.finished)), new Promise((then) => setTimeout(then, 1200))]);
}
