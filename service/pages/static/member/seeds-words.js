// What moved, why, and between whom: a line of the statement in words.

import * as facts from "./facts.js";
import { dateOf, spoken } from "./words.js";

/** Reason -> what it is called where nothing better is known. */
export const REASONS = {
  award: "A task done",
  streak: "Days in a row",
  collect: "Collected",
  wither: "Withered",
  award_reversal: "Taken back",
  collect_reversal: "Collecting undone",
  prize: "A prize won",
  invitation: "An invitation",
  expire: "Expired",
  spend: "Paid to a merchant",
  refund: "Refunded",
  voucher: "A voucher bought",
  voucher_return: "A voucher given back",
  voucher_redeem: "A voucher used",
  voucher_refund: "Using a voucher undone",
  gift: "Given to a charity",
  lend: "Lent by the programme",
  repay: "Repaid to the programme",
  forfeit: "Given back on leaving",
  write_off: "Forgiven on leaving",
};

const PARTIES = {
  ripe: () => "your ripe seeds",
  seeds: () => "your collected seeds",
  programme: () => "the programme",
  spent: () => "the merchant",
  vouchers: () => "your vouchers",
  charity: ({ id }) => facts.merchant(id),
  prize_pool: () => "the prize pool",
  debt: () => "what you owe",
};

const party = (side) => PARTIES[side.kind]?.(side) ?? spoken(side.kind);

/** From the programme to your ripe seeds */
export const between = ({ debit, credit }) => `From ${party(debit)} to ${party(credit)}`;

/** What a line is called. */
export function called({ reason, task, charity, streak }) {
  const what = (task && facts.task(task)?.title) || (charity && facts.merchant(charity)) || (streak && `seven days up to ${dateOf(streak)}`);
  const why = REASONS[reason] ?? spoken(reason);
  return what && reason !== "award" ? `${why}: ${what}` : (what ?? why);
}
