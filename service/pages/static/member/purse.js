// Seeds: what is ripe and waits, and what has been collected.

import { get, send } from "./api.js";
import { el, empty, list, row, say, soft } from "./dom.js";
import * as facts from "./facts.js";
import { button } from "./press.js";
import { away, day, grouped, seeds } from "./words.js";

export const purse = {
  id: "purse",
  title: "Seeds",
  load: () => get("/v1/me/purse"),
  draw: (purse, { again }) => [
    el(
      "dl",
      { class: "figures" },
      figure("Collected", purse.seeds, "collected"),
      figure("Ripe, to collect", purse.ripe, "ripe"),
    ),
    purse.basket.length > 0 ? ripe(purse, again) : nothingRipe(purse),
    purse.lots.length > 0 && lots(purse.lots),
  ],
};

const figure = (label, count, kind) =>
  el("div", { class: `figure${kind === "ripe" ? " lit" : ""}` }, el("dt", {}, label), el("dd", { id: `seeds-${kind}` }, grouped(count)));

const nothingRipe = ({ seeds: collected }) =>
  collected > 0
    ? soft("Nothing waits to be collected.")
    : empty("No seeds yet", el("span", {}, "Do a task, and its seeds ripen here. ", el("a", { href: "#earn" }, "See the tasks")));

function ripe({ basket, ripe: sum }, again) {
  const collect = (awards) => async () => {
    const { collected } = await send("POST", "/v1/me/collections", awards ? { awards } : {});
    say(`${seeds(collected)} collected.`);
    await again();
  };
  const rows = basket.map((each) =>
    row({
      title: seeds(each.seeds),
      details: [`Wither ${away(each.withers_at)}, on ${day(each.withers_at)}`],
      end: button("Collect", collect([each.award]), { kind: "small", about: seeds(each.seeds), id: `collect-${each.award}` }),
    }),
  );
  const everything = el(
    "div",
    { class: "actions" },
    button(`Collect all ${grouped(sum)}`, collect(null), { id: "collect-all" }),
  );
  return [everything, basket.length > 1 ? list(rows, { class: "list ripe" }) : soft(`They wither ${away(basket[0].withers_at)} if nobody collects them.`)];
}

function lots(all) {
  const months = facts.numbers().ledger.lot_months;
  return el(
    "details",
    { id: "lots" },
    el("summary", {}, "When they expire"),
    list(all.map((lot) => row({ title: seeds(lot.seeds), details: [`Keep until ${day(lot.expires_at)}`] }))),
    soft(`Collected seeds keep for ${months} months. The oldest are used first.`),
  );
}
