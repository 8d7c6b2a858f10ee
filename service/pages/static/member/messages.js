// The words of each kind of message. A kind that is new to this page is told by its name.

import * as facts from "./facts.js";
import { counted, evidenceKind, grouped, moment, seeds, spoken, upper } from "./words.js";

const KINDS = {
  welcome: () => ["Welcome", "You are a member. Nobody scores or shows you before you ask for it."],
  seeds_ripe: ({ seeds: count }) => [`${seeds(count ?? 0)} ripe`, "Collect them before they wither."],
  seeds_collected_for_room: ({ seeds: count }) => [
    count ? `${seeds(count)} collected for you` : "Seeds collected for you",
    "Your basket was full, so the oldest were collected.",
  ],
  streak_week: ({ weeks, seeds: count }) => [
    weeks > 1 ? `${weeks} weeks in a row` : "A week without a gap",
    count ? `${seeds(count)} ripe: collect them before they wither.` : "It counts for your score if you want one.",
  ],
  seeds_withered: ({ seeds: count }) => [`${seeds(count)} withered`, "Nobody collected them in time."],
  seeds_withering_soon: ({ seeds: count, ends_at }) => [`${seeds(count)} wither soon`, `Collect them by ${moment(ends_at)}.`],
  seeds_expiring_soon: ({ seeds: count, ends_at }) => [`${seeds(count)} expire soon`, `Spend or give them by ${moment(ends_at)}.`],
  seeds_expired: ({ seeds: count }) => [`${seeds(count)} expired`, "They were collected long ago and not used."],
  prize_won: ({ board, rank, seeds: count }) => [
    `${seeds(count)} won`,
    [facts.board(board)?.title, rank > 0 && `Rank ${rank}`, "Collect them before they wither."].filter(Boolean).join(". "),
  ],
  award_reversed: ({ title, seeds: count }) => [
    count ? `${seeds(count)} taken back` : "A task counts no more",
    `${title ? `${title}: what` : "What"} was reported has been taken back.${count === 0 ? " Your seeds stay." : ""}`,
  ],
  perk_answered: (given) => [`${facts.merchant(given.merchant)} heard ${given.answer}`, `${facts.perkTitle(given.perk)}.${why(given)}`],
};

const RENTAL = {
  rental_authorised: ({ ends_at }) => ["is ready for you", ends_at && `Pick it up by ${moment(ends_at)}.`],
  rental_started: ({ ends_at }) => ["is with you", ends_at && `Bring it back by ${moment(ends_at)}.`],
  rental_extended: ({ ends_at }) => ["is yours for longer", ends_at && `Bring it back by ${moment(ends_at)}.`],
  rental_overdue: () => ["is late", "Late is never lost: bring it back."],
  rental_returned: ({ returned_at }) => ["came back", returned_at && `On ${moment(returned_at)}.`],
  rental_settled: () => ["is settled", "The promise is kept, and counts for your score if you want one."],
  rental_cancelled: () => ["was called off", "Nothing is held against anybody."],
};
for (const [kind, words] of Object.entries(RENTAL))
  KINDS[kind] = (given) => {
    const [what, text] = words(given);
    return [`${facts.perkTitle(given.perk)} ${what}`, [`${facts.merchant(given.merchant)}.`, text].filter(Boolean).join(" ")];
  };

const HOLD = {
  hold_posted: ({ seeds: held, posted }) => [`${seeds(posted)} paid`, posted < held && `${seeds(held - posted)} can be had again.`],
  hold_voided: ({ seeds: held, voided_by }) => [`${seeds(held)} can be had again`, voided_by === "merchant" ? "The merchant called it off." : "You called it off."],
  hold_ended: ({ seeds: held }) => [`${seeds(held)} can be had again`, "Nobody took them in time."],
  hold_refunded: ({ posted }) => [`${seeds(posted)} refunded`, "They are good for a week at least."],
};
for (const [kind, words] of Object.entries(HOLD))
  KINDS[kind] = (given) => {
    const [title, text] = words(given);
    return [title, [`${facts.merchant(given.merchant)}.`, text].filter(Boolean).join(" ")];
  };

const mine = ({ role }) => (role === "newcomer" ? "The invitation you came by" : "Somebody you invited");
const INVITATION = {
  invitation_qualified: (given) => [`${mine(given)} has proved real`, "The first part is paid next."],
  invitation_paid: (given) => [`${seeds(given.seeds)} for an invitation`, `${mine(given)}. Collect them before they wither.`],
  invitation_rejected: (given) => [`${mine(given)}: not paid any further`, WHY_NOT[given.why] ?? null],
  invitation_expired: () => ["An invitation expired", "Its time ran out before it proved real."],
};
const WHY_NOT = { membership_ended: "One of the two is no longer a member.", by_operator: "An operator has ended it." };
Object.assign(KINDS, INVITATION);

const GAME = {
  game_settled: ({ title, points, off_by, score, rank, seeds: won }) => [
    won > 0 ? `${seeds(won)} won` : "A game has ended",
    [title, score !== undefined && `It was ${score}.`, points !== undefined && `Your guess had ${counted(points, "point")}.`,
      off_by !== undefined && (off_by === 0 ? "Your guess was exactly right." : `Your guess was ${off_by} off.`),
      rank > 0 && `Rank ${rank}.`].filter(Boolean).join(" "),
  ],
  game_void: ({ title }) => ["A game was called off", title],
};
Object.assign(KINDS, GAME);

const called = ({ device }) => (device ? `“${device}”` : "A device without a name");
const DEVICE = {
  device_signed_in: (given) => ["New sign-in", `${called(given)} has signed in. Was it not you? Sign out everywhere.`],
  device_signed_out: (given) => ["Signed out", `${called(given)} is signed out.`],
  devices_signed_out: ({ devices }) => [`${counted(devices, "device")} signed out`, "Whoever used one of them needs a new code."],
  device_replaced: (given) => ["Signed out for a newer device", `${called(given)} was the one signed in longest, and there were too many.`],
  device_distrusted: (given) => ["Signed out for your safety", `A used token of ${called(given)} was shown again, as a thief would. Sign in again there.`],
};
Object.assign(KINDS, DEVICE);

const EVIDENCE = {
  penalty_proposed: ({ counts_as, merchant, notice_days, challenge_days }) => [
    `${upper(evidenceKind(counts_as))}, says ${merchant}`,
    `It takes points from your score ${notice_days} days from now on. Is it wrong? You can challenge it for ${challenge_days} days, and meanwhile it takes nothing.`,
  ],
  penalty_counted: ({ counts_as, merchant }) => [
    `${upper(evidenceKind(counts_as))} takes points now`,
    `${merchant} told us of it, and nobody has objected. It fades with time; made good, it fades sooner.`,
  ],
  penalty_cured: ({ counts_as, merchant }) => [
    `${upper(evidenceKind(counts_as))}: made good`,
    `${merchant} says so. It takes less, and fades sooner.`,
  ],
  challenge_answered: ({ merchant }) => [
    `${merchant} insists on what it said`,
    "An operator decides now. Until then it takes nothing.",
  ],
  challenge_upheld: ({ counts_as }) => [
    `Your challenge was decided: ${evidenceKind(counts_as)} stands`,
    "The reason is in your evidence.",
  ],
  challenge_won: ({ counts_as }) => [
    `Your challenge has succeeded: ${evidenceKind(counts_as)} is gone`,
    "It is in no score from now on.",
  ],
};
Object.assign(KINDS, EVIDENCE);

const RULES = {
  scheme_changed: ({ effective_at }) => [
    "Your score will be worked out by other rules",
    `From ${moment(effective_at)} on, and never for the past. You can withdraw before.`,
  ],
};
Object.assign(KINDS, RULES);

const ABOUT_ME = {
  look_explained: ({ who, answer }) => [who ? `Your objection to a look by ${merchant(who)} was answered` : "Your objection to a look was answered", answer],
  name_hidden: ({ reason }) => ["Your name is hidden from others", `${reason} Choose another one, and it is shown again.`],
  yearly_notice: ({ scored, consents }) => [
    scored === "yes" ? "You are a member, and scored" : "You are a member, and not scored",
    `${counted(consents, "consent")} in force. Look through them: what you do not want any more ends with one press.`,
  ],
};
Object.assign(KINDS, ABOUT_ME);

const REASONS = {
  not_offered_here: () => "It is not offered there.",
  score_missing: ({ level }) => `It asks for level ${upper(level)}, and there is no published score about you.`,
  level_not_reached: ({ level, missing }) => `${missing} points are missing to level ${upper(level)}.`,
  line_full: ({ wanted, used, limit }) => `A deposit of ${money(wanted)} does not fit: ${money(used)} of ${money(limit)} are waived already.`,
  enough_rentals: ({ rentals, most }) => `You have ${rentals} of at most ${most} rentals now.`,
};

export const money = (minor) => grouped(minor / 100);

/** Only the member reads this: the reasons behind a no, from `reason.field` parameters. */
function why(given) {
  const reasons = {};
  for (const [key, value] of Object.entries(given)) {
    const [reason, name] = key.split(".");
    if (name) (reasons[reason] ??= {})[name] = value;
  }
  return Object.entries(reasons)
    .map(([reason, values]) => ` ${REASONS[reason]?.(values) ?? `${spoken(reason)}.`}`)
    .join("");
}

/** Title and text of a message. */
export function told(kind, parameters) {
  const [title, text] = KINDS[kind]?.(parameters) ?? [spoken(kind), plain(parameters)];
  return { title, text };
}

/** Parameters as they are, for a kind without words: `merchant` and `perk` by their names. */
function plain(parameters) {
  const shown = Object.entries(parameters).map(([key, value]) => {
    if (key === "merchant") return facts.merchant(value);
    if (key === "perk") return facts.perkTitle(value);
    const text = typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? moment(value) : value;
    return `${spoken(key)}: ${text}`;
  });
  return shown.length ? `${shown.join(". ")}.` : null;
}

