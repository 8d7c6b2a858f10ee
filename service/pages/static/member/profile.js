// The name others see, and two ways out: of this device, and of the programme.

import { get, send } from "./api.js";
import { confirm } from "./dialog.js";
import { el, say, soft } from "./dom.js";
import { button, field, form } from "./press.js";
import { day } from "./words.js";
import { zone } from "./zone.js";

export const profile = {
  id: "profile",
  title: "Me",
  load: () => get("/v1/me"),
  draw: (me, { restart }) => [
    form(
      [field("Display name", "display_name", { type: "text", autocomplete: "nickname", maxlength: 24, required: true, value: me.display_name })],
      "Change the name",
      async ({ display_name }) => {
        const renamed = await send("PATCH", "/v1/me", { display_name });
        say(`You are shown as ${renamed.display_name}.`);
        await restart({ moved: true });
      },
      { kind: "quiet" },
    ),
    soft(`A member since ${day(me.active_since ?? me.created_at)}.`),
    zone(me, restart),
    el(
      "div",
      { class: "actions" },
      button("Sign out", signOut, { kind: "quiet", id: "sign-out" }),
      button("Leave the programme", () => goodbye(restart), { kind: "quiet warn", id: "leave" }),
    ),
  ],
};

async function signOut() {
  await fetch("/member/sign-out", { method: "POST", headers: { "HX-Request": "true" } });
  new BroadcastChannel("seedbank-member").postMessage("signed-out");
  location.assign("/member");
}

async function goodbye(restart) {
  const text = [
    "Every consent ends now: nobody scores, shows or asks about you any more.",
    "For 14 days you can come back by signing in. Then your name and contact are deleted.",
  ];
  const gone = await confirm("Leave the programme?", text, "Leave", () => send("DELETE", "/v1/me/consents/enrolment/programme"));
  if (!gone) return;
  say("Your membership is closing.");
  await restart({ moved: true });
}
