// Signing in: a contact, then the code that was sent to it.

import { sendCode, signIn as swap } from "./api.js";
import { el, say } from "./dom.js";
import { button, digits, field, form } from "./press.js";

/** The first step; `then` runs when the person is in. `codesHere`: nobody delivers codes. */
export function signIn(codesHere, then) {
  const box = el("div", { class: "entry" });
  const show = (nodes) => box.replaceChildren(...nodes);
  const askContact = (contact = "") => show(contactStep(contact, askCode));
  const askCode = (contact, expires) => {
    show(codeStep(contact, expires, codesHere, askContact, then));
    box.querySelector("input").focus();
  };
  askContact();
  return [box];
}

function contactStep(contact, then) {
  const contactField = field("E-mail or mobile number", "contact", {
    type: "text",
    inputmode: "email",
    autocomplete: "username",
    autocapitalize: "none",
    spellcheck: "false",
    required: true,
    maxlength: 320,
    value: contact,
    hint: "A number with its country: +49 170 1234567.",
  });
  return [
    el("h1", { tabindex: "-1" }, "Small promises, kept, grow"),
    el("p", { class: "lead" }, "Earn seeds for what you do, collect them, and open perks with them. Nobody is scored without asking for it."),
    form([contactField], "Send me a code", async ({ contact: typed }) => {
      const { expires_in_s } = await sendCode(typed);
      then(typed, expires_in_s);
    }),
    el("p", { class: "soft" }, "New here? The same way: nothing begins before you have read what joining means."),
  ];
}

function codeStep(contact, expires, codesHere, back, then) {
  const minutes = Math.round(expires / 60);
  const code = digits("Six digits", "code");
  const anew = button("Send a new code", async () => {
    await sendCode(contact);
    say("A new code is on its way. The one before no longer works.");
  }, { kind: "quiet" });
  const other = button("Use another contact", () => back(contact), { kind: "quiet" });
  return [
    el("h1", { tabindex: "-1" }, "Your code"),
    el("p", { class: "lead" }, "We have sent it to ", el("bdi", { class: "strong" }, contact), `. It works for ${minutes} minutes.`),
    codesHere &&
      el("p", { class: "note" }, "This service delivers no messages yet: the code is on the console where it runs, and in a demo also in the folder ", el("code", {}, "mailbox"), ", in a file named like the contact."),
    form([code], "Sign in", async ({ code: typed }) => {
      await swap(contact, typed.replace(/\s/g, ""));
      await then();
    }, { more: [anew, other] }),
  ].filter(Boolean);
}
