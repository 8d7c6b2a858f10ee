// Seeds: what is ripe and waits to be collected, and what has been.

import { get, send } from "./api.js";
import { el, empty, say, soft } from "./dom.js";
import { garden, picked } from "./garden.js";
import { button } from "./press.js";
import { tick } from "./tick.js";
import { away, day, grouped, seeds } from "./words.js";

export const purse = {
  id: "purse",
  title: "Seeds",
  load: () => get("/v1/me/purse"),
  draw: (purse, { again }) => [
    el("dl", { class: "figures" }, figure("Collected", purse.seeds, "collected"), figure("Ripe, to collect", purse.ripe, "ripe")),
    purse.basket.length > 0 ? ripe(purse, again) : nothingRipe(purse),
    el("p", {}, el("a", { href: "#seeds", class: "further" }, "Every movement of your seeds")),
  ],
};

const figure = (label, count, kind) =>
  el("div", { class: `figure${kind === "ripe" ? " lit" : ""}` }, el("dt", {}, label), el("dd", { id: `seeds-${kind}` }, grouped(count)));

const nothingRipe = ({ seeds: collected }) =>
  collected > 0
    ? empty("Nothing is ripe", el("span", {}, "What you earn next grows here. ", el("a", { href: "#earn" }, "See the tasks")))
    : empty("No seeds yet", el("span", {}, "Do a task, and its seeds ripen here. ", el("a", { href: "#earn" }, "See the tasks")));

function ripe({ basket, ripe: sum, seeds: had }, again) {
  const collect = async (awards, plants) => {
    const got = await send("POST", "/v1/me/collections", awards ? { awards } : {});
    const counting = tick(document.getElementById("seeds-collected"), had, got.seeds, grouped);
    document.getElementById("seeds-ripe").textContent = grouped(got.ripe);
    await Promise.all([picked(plants), counting]);
    say(`${seeds(got.collected)} collected.`);
    await again();
  };
  const bed = garden(basket, collect);
  const everything = button(`Collect all ${grouped(sum)}`, () => collect(null, [...bed.querySelectorAll(".plant")]), { id: "collect-all" });
  const [first] = basket;
  return [bed, el("div", { class: "actions" }, everything), soft(`The next ${seeds(first.seeds)} wither ${away(first.withers_at)}, on ${day(first.withers_at)}, if nobody collects them.`)];
}
