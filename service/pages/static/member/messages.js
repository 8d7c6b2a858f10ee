// What the counter heard of a pass, in words; all other messages are told on the inbox's own page.

import * as facts from "./facts.js";
import { grouped, moment, spoken, upper } from "./words.js";

const REASONS = {
  not_offered_here: () => "It is not offered there.",
  score_missing: ({ level }) => `It asks for level ${upper(level)}, and there is no published score about you.`,
  level_not_reached: ({ level, missing }) => `${missing} points are missing to level ${upper(level)}.`,
  line_full: ({ wanted, used, limit }) => `A deposit of ${money(wanted)} does not fit: ${money(used)} of ${money(limit)} are waived already.`,
  level_held: ({ until }) => `Your level is reached; the answer of before holds until ${moment(until)}.`,
  closed_now: ({ opens_at }) => `It opens again ${moment(opens_at)}.`,
  used_up: ({ free_at }) => `You have had it as often as it can be had, until ${moment(free_at)}.`,
  out_of_stock: ({ stock }) => `All ${stock} of it are gone.`,
  under_age: ({ until }) => `Not for minors: from ${moment(until)} on.`,
  asked_too_often: ({ most }) => `You have been asked about ${most} times.`,
  enough_rentals: ({ rentals, most }) => `You have ${rentals} of at most ${most} rentals now.`,
};

export const money = (minor) => grouped(minor / 100);

/** One reason behind a no, by its code and its numbers. */
export const reason = (code, values) => REASONS[code]?.(values) ?? `${spoken(code)}.`;

/** Only the member reads this: the reasons behind a no, from `reason.field` parameters. */
function why(given) {
  const reasons = {};
  for (const [key, value] of Object.entries(given)) {
    const [reason, name] = key.split(".");
    if (name) (reasons[reason] ??= {})[name] = value;
  }
  return Object.entries(reasons)
    .map(([code, values]) => ` ${reason(code, values)}`)
    .join("");
}

/** Title and text of the message that answers a pass. */
export const answered = (given) => ({
  title: `${facts.merchant(given.merchant)} heard${given.answer === "partial" ? ": in part" : ` ${given.answer}`}`,
  text: `${facts.perkTitle(given.perk)}.${why(given)}`,
});
