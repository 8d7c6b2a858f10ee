// What the member has been quoted and lent: where it is, until when, and how to call it off.

import { get, send } from "./api.js";
import { confirm } from "./dialog.js";
import { el, empty, row, say } from "./dom.js";
import * as facts from "./facts.js";
import { money } from "./messages.js";
import { paged } from "./paged.js";
import { button } from "./press.js";
import { away, moment } from "./words.js";

const EVERY_MS = 10_000;

export const rentals = {
  id: "rentals",
  title: "My rentals",
  every: EVERY_MS,
  key: (page) => JSON.stringify(page.rentals.map(({ id, state, ends_at }) => [id, state, ends_at])),
  load: () => get("/v1/me/rentals?limit=5"),
  draw: (first, { again }) =>
    paged(first, {
      rows: (page) => page.rentals.map((each) => line(each, again)),
      more: (cursor) => get(`/v1/me/rentals?limit=20&cursor=${encodeURIComponent(cursor)}`),
      none: empty("Nothing is lent to you", "A pass that a counter answers with yes begins a rental."),
    }),
};

const STATES = {
  quoted: ["Offered", ({ ends_at }) => `The counter can take it up until ${moment(ends_at)}.`],
  authorised: ["Ready", ({ ends_at }) => `Pick it up by ${moment(ends_at)}.`],
  active: ["With you", ({ ends_at }) => `Bring it back by ${moment(ends_at)}, ${away(ends_at)}.`],
  overdue: ["Late", ({ state_at }) => `It was due ${moment(state_at)}. Late is never lost: bring it back.`],
  returned: ["Brought back", ({ returned_at }) => `On ${moment(returned_at)}. The counter confirms it, or it ends by itself.`],
  settled: ["Kept", ({ returned_at }) => `Brought back on ${moment(returned_at)}.`],
  cancelled: ["Called off", ({ cancelled }) => ENDED[cancelled] ?? ""],
};

const ENDED = {
  member: "By you.",
  merchant: "By the merchant.",
  authorisation_ended: "It was not taken up in time.",
  not_waived: "The deposit was not waived.",
};

function line(rental, again) {
  const [state, when] = STATES[rental.state] ?? [rental.state, () => ""];
  const title = facts.perkTitle(rental.perk);
  return row({
    id: `rental-${rental.id}`,
    title: [title, " ", el("span", { class: "pill", "data-kind": rental.state === "overdue" ? "warning" : null }, state)],
    details: [`${facts.merchant(rental.merchant)}. A deposit of ${money(rental.deposit_minor)} is waived.`, when(rental)],
    end: ["quoted", "authorised"].includes(rental.state) && cancel(rental, title, again),
  });
}

function cancel({ id }, title, again) {
  return button("Call it off", async () => {
    const text = "Nothing is held against anybody. You can open a new pass at any time.";
    const done = await confirm("Call it off?", text, "Call it off", () => send("POST", `/v1/me/rentals/${encodeURIComponent(id)}/cancel`));
    if (!done) return;
    say(`Called off: ${title}.`);
    await again();
  }, { kind: "small quiet", id: `cancel-${id}`, about: title });
}
