// Lets a merchant report what was done there.

import { agree } from "./agree.js";
import { dialog } from "./dialog.js";
import { el } from "./dom.js";
import * as facts from "./facts.js";
import { button } from "./press.js";

/** Asks for the consent, and says as whom the merchant then knows the member. */
export async function link(merchant, again) {
  const given = await agree("task_events", merchant);
  if (!given) return;
  await again();
  await dialog("Linked", (close) => [
    el("p", {}, `${facts.merchant(merchant)} knows you by this id and by nothing else. Show it if they ask.`),
    el("p", { class: "code code-small", id: "pseudonym" }, given.pseudonym),
    el("div", { class: "actions" }, button("Done", () => close(true))),
  ]);
}
