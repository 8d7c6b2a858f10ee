// Perks: what they ask for, and a pass for the counter.

import { get } from "./api.js";
import { agree, agreed } from "./agree.js";
import { el, empty, list, row, soft } from "./dom.js";
import * as facts from "./facts.js";
import { showPass } from "./pass.js";
import { button } from "./press.js";
import { upper } from "./words.js";

export const perks = {
  id: "perks",
  title: "Open a perk",
  async load() {
    const [{ scored }, { consents }] = await Promise.all([get("/v1/me"), get("/v1/me/consents")]);
    const mine = scored ? await get("/v1/me/score") : {};
    return { value: mine.score?.value, consents };
  },
  draw({ value, consents }, { again }) {
    if (facts.all("perks").length === 0) return empty("No perks yet", "Merchants' offers appear here.");
    return [
      soft("The merchant hears yes or no. Never your score, and never why."),
      list(facts.all("perks").map((perk) => line(perk, value, consents, again)), { class: "list cards" }),
    ];
  },
};

const line = (perk, value, consents, again) =>
  row({
    title: perk.title,
    details: [perk.terms, `Without the programme: ${perk.outside_terms}`, reach(perk, value)],
    end: el("div", { class: "counters" }, perk.merchants.map((merchant) => counter(perk, merchant, consents, again))),
  });

/** What the level asks for, and how far away it is. */
function reach({ level: named }, value) {
  if (!named) return el("span", { class: "good" }, "Open to every member.");
  const { at_least } = facts.level(named);
  if (value === undefined) return `Asks for level ${upper(named)}: a score of ${at_least}. You have no published score yet.`;
  if (value >= at_least) return el("span", { class: "good" }, `Level ${upper(named)}: reached.`);
  return `Level ${upper(named)}: ${at_least - value} points to go.`;
}

function counter(perk, merchant, consents, again) {
  const named = facts.merchant(merchant);
  const id = `perk-${perk.id}-${merchant}`;
  if (agreed(consents, "eligibility", merchant))
    return button("Show a pass", async () => {
      await showPass(perk, merchant);
      await again();
    }, { kind: "small", id, about: `for ${perk.title} at ${named}` });
  return button(`Let ${named} ask`, async () => {
    if (await agree("eligibility", merchant)) await again();
  }, { kind: "small quiet", id, about: `about ${perk.title}` });
}
