// Everything the member has agreed to, how to take it back, and what else can be agreed to.

import { get, send } from "./api.js";
import { agree, agreed } from "./agree.js";
import { el, list, row, say, soft } from "./dom.js";
import * as facts from "./facts.js";
import { button } from "./press.js";
import { link } from "./link.js";
import { day, programmeNow } from "./words.js";

const SOON_MS = 14 * 86_400_000;

export const consents = {
  id: "consents",
  title: "What I agreed to",
  load: () => get("/v1/me/consents"),
  draw: ({ consents: given }, { again }) => [
    list(given.map((each) => line(each, again)), { class: "list" }),
    more(open(given), again),
  ],
};

function line({ purpose, counterparty, granted_at, ends_at }, again) {
  const id = `${purpose}-${counterparty}`;
  const title = facts.allows(purpose, counterparty);
  const ends = ends_at ? `Since ${day(granted_at)}, until ${day(ends_at)}` : `Since ${day(granted_at)}, until you leave`;
  const soon = ends_at && Date.parse(ends_at) - programmeNow() < SOON_MS;
  const renew = button("Renew", () => ask(purpose, counterparty, again), { kind: "small quiet", id: `renew-${id}`, about: title });
  const withdraw = button("Withdraw", async () => {
    await send("DELETE", `/v1/me/consents/${purpose}/${encodeURIComponent(counterparty)}`);
    say(`Taken back: ${title}.`);
    await again();
  }, { kind: "small quiet", id: `withdraw-${id}`, about: title });
  // Leaving the programme has a place and a question of its own.
  return row({ title, details: [ends], end: purpose === "enrolment" ? null : [soon && renew, withdraw], id: `consent-${id}` });
}

/** Whatever could be agreed to and is not. */
function open(given) {
  const merchants = facts.all("merchants").map(({ id }) => id);
  const every = [
    ["score", "programme"],
    ["guessable", "programme"],
    ...facts.all("boards").map(({ id }) => ["board", id]),
    ...merchants.map((id) => ["eligibility", id]),
    ...merchants.map((id) => ["task_events", id]),
  ];
  return every.filter(([purpose, id]) => !agreed(given, purpose, id));
}

function more(every, again) {
  if (every.length === 0) return soft("There is nothing else to agree to.");
  const rows = every.map(([purpose, id]) => {
    const title = facts.allows(purpose, id);
    return row({
      title,
      end: button("Read", () => ask(purpose, id, again), { kind: "small quiet", id: `ask-${purpose}-${id}`, about: `what it means: ${title}` }),
    });
  });
  return el("details", { id: "consents-more" }, el("summary", {}, `Not agreed to (${every.length})`), list(rows));
}

async function ask(purpose, id, again) {
  if (purpose === "task_events") return link(id, again);
  if (await agree(purpose, id)) await again();
}
