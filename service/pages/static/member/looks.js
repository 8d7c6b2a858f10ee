// Who looked at me: every look, refused ones too.

import { get } from "./api.js";
import { empty, row } from "./dom.js";
import * as facts from "./facts.js";
import { paged } from "./paged.js";
import { moment, spoken } from "./words.js";

const HEARD = { yes: "heard yes", no: "heard no" };

export const looks = {
  id: "looks",
  title: "Who looked at me",
  load: () => get("/v1/me/access-log?limit=5"),
  draw: (first) =>
    paged(first, {
      rows: (page) => page.looks.map(line),
      more: (cursor) => get(`/v1/me/access-log?limit=20&cursor=${encodeURIComponent(cursor)}`),
      none: empty("Nobody yet", "Every question about you is written here, with what was answered."),
    }),
};

function line({ looker, who, purpose, why, at, answered }) {
  const by = looker === "merchant" ? facts.merchant(who) : `${spoken(looker)} ${who}`;
  const about = purpose === "eligibility" ? facts.perkTitle(why) : (facts.board(why)?.title ?? spoken(why));
  const heard = HEARD[answered] ?? spoken(answered);
  return row({ title: by, details: [`Asked about: ${about}. ${heard.charAt(0).toUpperCase()}${heard.slice(1)}.`, moment(at)] });
}
