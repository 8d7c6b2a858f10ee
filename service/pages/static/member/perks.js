// Perks: what they ask for, and a pass for the counter.

import { get } from "./api.js";
import { agree, agreed } from "./agree.js";
import { el, empty, list, row, soft } from "./dom.js";
import * as facts from "./facts.js";
import { reason } from "./messages.js";
import { showPass } from "./pass.js";
import { button } from "./press.js";
import { counted, grouped, moment, upper } from "./words.js";

export const perks = {
  id: "perks",
  title: "Open a perk",
  async load() {
    const [{ perks: mine }, { consents }] = await Promise.all([get("/v1/me/perks"), get("/v1/me/consents")]);
    return { mine, consents };
  },
  draw({ mine, consents }, { again }) {
    if (mine.length === 0) return empty("No perks yet", "Merchants' offers appear here.");
    return [
      soft("The merchant hears yes, in part or no. Never your score, and never why."),
      list(mine.map((perk) => line(perk, consents, again)), { class: "list cards" }),
    ];
  },
};

const line = (perk, consents, again) =>
  row({
    title: [perk.title, " ", el("span", { class: "pill", "data-kind": PILLS[perk.answer][1] }, PILLS[perk.answer][0])],
    details: [perk.terms, `Without the programme: ${perk.outside_terms}`, ...stands(perk)],
    end: el("div", { class: "counters" }, perk.merchants.map((merchant) => counter(perk, merchant, consents, again))),
  });

const PILLS = { yes: ["Open", null], partial: ["Open in part", "info"], no: ["Closed", "plain"] };

/** What is missing, from when on it is otherwise, and what is left; only this member reads it. */
function stands({ answer, reasons, tier_terms, earliest, uses_left, stock_left, level }) {
  return [
    answer === "yes" && el("span", { class: "good" }, level ? `Level ${upper(level)}: reached.` : "Open to every member."),
    answer === "partial" && el("span", { class: "good" }, tier_terms),
    ...reasons.map(({ code, ...values }) => reason(code, values)),
    earliest && `Again from ${moment(earliest)} on.`,
    uses_left !== undefined && `You can have it ${counted(uses_left, "more time")} now.`,
    stock_left !== undefined && `${grouped(stock_left)} left.`,
  ].filter(Boolean);
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
