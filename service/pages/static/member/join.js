// Joining, or coming back: the exact words, nothing ticked beforehand, and a name to be seen by.

import { get, send, signOut } from "./api.js";
import { el, say } from "./dom.js";
import { button, field, form } from "./press.js";
import { moment } from "./words.js";

export async function join(me, then) {
  const { text, sha256 } = await get("/v1/programme/texts/enrolment");
  const closing = me.state === "closing";
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || me.zone;
  const called = field("Display name", "display_name", {
    type: "text",
    autocomplete: "nickname",
    required: true,
    maxlength: 24,
    value: me.display_name || null,
    hint: "2 to 24 characters. Others see it only where you agree to be shown.",
  });
  const born = field("Year of birth", "birth_year", {
    type: "text",
    inputmode: "numeric",
    autocomplete: "bday-year",
    required: true,
    maxlength: 4,
    value: me.birth_year ?? null,
    readonly: me.birth_year !== undefined,
    hint: "Some things are not for minors. Nobody else sees it.",
  });
  const tick = el(
    "div",
    { class: "tick" },
    el("input", { type: "checkbox", id: "agreed", name: "agreed", value: "yes", autocomplete: "off", "aria-describedby": "enrolment-words" }),
    el("label", { for: "agreed" }, "I have read this and I join"),
  );
  const box = el(
    "div",
    { class: "entry" },
    el("h1", { tabindex: "-1" }, closing ? "Come back?" : "What joining means"),
    closing
      ? el("p", { class: "lead" }, `You left on ${moment(me.state_at)}. For 14 days you can come back to your seeds and your history; then your name and contact are deleted.`)
      : el("p", { class: "lead" }, "These are all the words you agree to now. A score, a leaderboard and every merchant are asked about later, one by one."),
    el("blockquote", { class: "words", id: "enrolment-words" }, text),
    form([tick, called, born], closing ? "Come back" : "Join", async ({ agreed, display_name, birth_year }) => {
      if (agreed !== "yes") throw Object.assign(new Error("Tick the box if you agree. Without it nothing begins."), { status: 0 });
      if (!/^\d{4}$/.test(birth_year)) throw Object.assign(new Error("Give your year of birth in four digits."), { status: 0 });
      await send("POST", "/v1/me/activation", { text_sha256: sha256, display_name, zone, birth_year: Number(birth_year) });
      say(closing ? "Welcome back." : "Welcome. You are a member now.");
      await then();
    }, { more: [button("Sign out", signOut, { kind: "quiet" })] }),
    el("p", { class: "soft" }, `Days begin for you by the time of ${zone.replace(/_/g, " ")}.`),
  );
  return [box];
}
