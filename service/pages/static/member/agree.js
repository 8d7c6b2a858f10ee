// Asks for a consent: the exact words, to whom, for how long, and two ways out of it.

import { get, send } from "./api.js";
import { confirm } from "./dialog.js";
import { el, say } from "./dom.js";
import * as facts from "./facts.js";

/** The consent that was given, or null. Its hash is that of the words on the screen. */
export async function agree(purpose, counterparty = "programme") {
  const { text, sha256 } = await get(`/v1/programme/texts/${purpose}`);
  const whom = facts.counterparty(purpose, counterparty);
  const days = facts.numbers().members.consent_days;
  const words = [
    el("span", { class: "agree-whom" }, `For ${whom}, for ${days} days`),
    el("q", { class: "words" }, text),
    "You can take it back at any time, with effect at once.",
  ];
  const given = await confirm(facts.purposeName(purpose), words, "I agree", () =>
    send("POST", "/v1/me/consents", { purpose, counterparty, text_sha256: sha256 }),
  );
  if (given) say(`Agreed: ${facts.allows(purpose, counterparty)}.`);
  return given;
}

/** Whether a consent is among those in force. */
export const agreed = (consents, purpose, counterparty = "programme") =>
  consents.some((each) => each.purpose === purpose && each.counterparty === counterparty);
