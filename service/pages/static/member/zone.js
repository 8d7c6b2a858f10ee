// Whose midnight it is: a member who has moved says so, and days are counted by the new place.

import { send } from "./api.js";
import { el, say, soft } from "./dom.js";
import { button } from "./press.js";
import { moment } from "./words.js";

const spoken = (zone) => zone.replace(/_/g, " ");

/** Where days begin, now and soon, and the offer to count by this device's zone if it is another. */
export function zone({ zone: mine, next_zone: next, next_zone_at: at }, restart) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [
    soft(`Your days begin by the time of ${spoken(mine)}.${next ? ` From ${moment(at)} on by that of ${spoken(next)}.` : ""}`),
    here && here !== (next ?? mine) && el("div", { class: "actions" }, button(`Count by ${spoken(here)}`, () => change(here, restart), { kind: "small quiet", id: "zone" }), soft("which is where this device is.")),
  ];
}

async function change(here, restart) {
  const { from } = await send("PUT", "/v1/me/zone", { zone: here });
  say(from ? `From ${moment(from)} on your days are those of ${spoken(here)}.` : `Your days are those of ${spoken(here)}.`);
  await restart({ moved: true });
}
