// Inviting somebody, and by whose invitation one has come. Neither learns who the other is.

import { get, send } from "./api.js";
import { el, list, row, say, soft } from "./dom.js";
import * as facts from "./facts.js";
import { paged } from "./paged.js";
import { button, field, form } from "./press.js";
import { counted, day, moment, programmeNow, seeds, spoken } from "./words.js";

export const invitations = {
  id: "invitations",
  title: "Invite somebody",
  load: () => get("/v1/me/invitations?limit=5"),
  draw: (mine, { again, me }) => [
    terms(),
    mine.left > 0 ? invite(mine, again) : soft("You have as many open invitations as there may be. The next is free when one is taken up or ends."),
    mine.invitations.length > 0 && paged(mine, {
      rows: (page) => page.invitations.map(line),
      more: (cursor) => get(`/v1/me/invitations?limit=20&cursor=${encodeURIComponent(cursor)}`),
    }),
    mine.came_by ? came(mine) : mayStillName(me, mine) && name(me, again),
  ],
};

function terms() {
  const { inviter_seeds, newcomer_seeds, first_percent, hold_days, qualifying_days } = facts.numbers().invitations;
  return soft(
    `${seeds(inviter_seeds)} for you and ${newcomer_seeds} for them, once they have done a task with a merchant on ${counted(qualifying_days, "day")}: ${first_percent}\u00a0% then, the rest ${counted(hold_days, "day")} later.`,
  );
}

function invite({ left }, again) {
  const make = button("Make a code", async () => {
    const { code } = await send("POST", "/v1/me/invitations");
    say(`A code to give away: ${grouped(code)}.`);
    await again();
  }, { id: "invite" });
  return el("div", { class: "actions" }, make, el("p", { class: "soft beside" }, `${left} left`));
}

/** Ten characters in two halves; the hyphen may be typed or left out. */
const grouped = (code) => `${code.slice(0, 5)}-${code.slice(5)}`;

const STATES = {
  issued: "Open",
  joined: "Joined",
  qualified: "Proved real",
  held: "First part paid",
  paid: "Paid",
  rejected: "Ended",
  expired: "Expired",
};

const WAITS = {
  newcomer: ({ until }) => `Waits to be taken up until ${day(until)}.`,
  tasks: ({ until }) => `They have joined, and have until ${day(until)} for their tasks.`,
  payment: () => "The first part is paid within the hour.",
  room: ({ until }) => `Its turn comes on ${day(until)}: only so many are paid at a time.`,
  hold: ({ until }) => `The rest is paid on ${day(until)}.`,
};

const REJECTED = {
  membership_ended: "One of you is no longer a member.",
  by_operator: "An operator has ended it. Ask the programme why.",
};

function line({ code, state, issued_at, promised, paid, waits, rejected }) {
  const worth = paid ? `${paid} of ${seeds(promised)} paid.` : `${seeds(promised)} for you.`;
  return row({
    id: `invitation-${code}`,
    title: [el("span", { class: "mono" }, grouped(code)), " ", el("span", { class: "pill" }, STATES[state] ?? spoken(state))],
    details: [[waits && WAITS[waits.waits_for]?.(waits), rejected && REJECTED[rejected], worth].filter(Boolean).join(" "), `Made on ${moment(issued_at)}`],
  });
}

function came({ came_by: mine, days_done: done, days_needed: needed }) {
  const progress = needed ? `Tasks on ${done} of ${counted(needed, "day")} so far. ` : "";
  const paid = mine.paid ? `${mine.paid} of ${seeds(mine.promised)} paid.` : `${seeds(mine.promised)} for you.`;
  return el("div", {}, el("h3", {}, "You were invited"), list([row({ title: STATES[mine.state] ?? spoken(mine.state), details: [progress + paid, mine.rejected && REJECTED[mine.rejected]] })]));
}

function mayStillName({ active_since }, { invitations: made }) {
  const minutes = facts.numbers().invitations.attach_minutes;
  return active_since && made.length === 0 && programmeNow() < Date.parse(active_since) + minutes * 60_000;
}

function name({ active_since }, again) {
  const until = Date.parse(active_since) + facts.numbers().invitations.attach_minutes * 60_000;
  const code = field("Were you invited? Their code", "invitation", {
    type: "text",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    maxlength: 32,
    hint: `Until ${moment(until)}, and once.`,
  });
  return form([code], "Name it", async ({ invitation }) => {
    const { seeds: promised } = await send("POST", "/v1/me/invitation", { code: invitation });
    say(`Named. ${seeds(promised)} are promised to you.`);
    await again();
  }, { kind: "quiet", id: "name-invitation" });
}
