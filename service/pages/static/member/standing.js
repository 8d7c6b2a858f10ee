// What there is: what withers and expires next, what is set aside, what is owed.

import { get, send } from "./api.js";
import { confirm } from "./dialog.js";
import { el, list, row, say, soft } from "./dom.js";
import * as facts from "./facts.js";
import { button } from "./press.js";
import { away, day, grouped, moment, seeds } from "./words.js";

export const standing = {
  id: "standing",
  title: "What you have",
  async load() {
    const [purse, { holds }] = await Promise.all([get("/v1/me/purse"), get("/v1/me/holds?limit=20")]);
    return { purse, holds: holds.filter((each) => each.state === "held") };
  },
  draw: ({ purse, holds }, { again }) => [
    el("dl", { class: "figures" }, figure("To spend", purse.available, "available"), figure("Ripe", purse.ripe, "standing-ripe")),
    purse.debt > 0 && el("p", { class: "note" }, `The programme has lent you ${seeds(purse.debt)}. They are repaid from what you collect next.`),
    holds.length > 0 && section("Set aside", list(holds.map((each) => held(each, again)))),
    soon(purse),
    purse.lots.length > 0 && lots(purse.lots),
  ],
};

const figure = (label, count, id) => el("div", { class: "figure" }, el("dt", {}, label), el("dd", { id }, grouped(count)));
const section = (title, ...children) => el("div", { class: "stack" }, el("h3", {}, title), children);

function soon({ basket, lots: all }) {
  const next = [
    basket[0] && fact(`${seeds(basket[0].seeds)} wither`, basket[0].withers_at),
    all[0] && fact(`${seeds(all[0].seeds)} expire`, all[0].expires_at),
  ].filter(Boolean);
  return next.length > 0 && section("What goes next", el("dl", { class: "facts" }, next));
}

const fact = (what, at) => el("div", {}, el("dt", {}, what), el("dd", {}, `${away(at)}, ${day(at)}`));

function held({ id, seeds: count, merchant, ends_at: ends, what }, again) {
  const free = button("Take them back", async () => {
    const done = await confirm("Take them back?", `${facts.merchant(merchant)} can no longer take these seeds.`, "Take them back", () => send("POST", `/v1/me/holds/${encodeURIComponent(id)}/cancel`));
    if (!done) return;
    say(`${seeds(count)} can be spent again.`);
    await again();
  }, { kind: "small quiet", id: `hold-${id}`, about: seeds(count) });
  return row({ title: `${seeds(count)} for ${facts.merchant(merchant)}`, details: [what && `For ${what}.`, `Until ${moment(ends)}, then they are yours again.`], end: free });
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
