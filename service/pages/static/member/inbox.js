// What happened, in words. The service says kind and numbers; the sentences are made here.

import { get } from "./api.js";
import { empty, row } from "./dom.js";
import * as facts from "./facts.js";
import { told } from "./messages.js";
import { paged } from "./paged.js";
import { moment } from "./words.js";

export const inbox = {
  id: "inbox",
  title: "Inbox",
  load: () => get("/v1/me/inbox?limit=5"),
  draw: (first) =>
    paged(first, {
      rows: (page) => page.messages.map(line),
      more: (cursor) => get(`/v1/me/inbox?limit=20&cursor=${encodeURIComponent(cursor)}`),
      none: empty("Nothing yet", "What happens to your seeds, passes and perks is told here."),
    }),
};

function line({ kind, at, texts, numbers }) {
  const { title, text } = told(kind, { ...texts, ...numbers }, facts);
  return row({ title, details: [text, moment(at)] });
}
