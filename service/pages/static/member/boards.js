// Leaderboards: the first places, and one's own.

import { get } from "./api.js";
import { agree } from "./agree.js";
import { el, empty, name, soft, unseen } from "./dom.js";
import * as facts from "./facts.js";
import { button } from "./press.js";
import { away, days, grouped, seeds } from "./words.js";

const EVERY_MS = 5000;
const HUES = 8;

export const boards = {
  id: "boards",
  title: "Leaderboards",
  every: EVERY_MS,
  key: (all) => JSON.stringify(all.map((each) => ({ ...each, version: "", as_of: "", now: "" }))),
  load: () => Promise.all(facts.all("boards").map(({ id }) => get(`/v1/boards/${encodeURIComponent(id)}?top=5&around=1`))),
  draw: (all, { again }) => (all.length ? all.map((each) => board(each, again)) : empty("No leaderboards now", "They appear here when a season opens.")),
};

function board(now, again) {
  const prizes = facts.board(now.board)?.prizes ?? [];
  return el(
    "div",
    { class: "board" },
    el("h3", {}, now.title),
    soft(`${days(now.season.starts_at, now.season.ends_at, facts.zone())}, ends ${away(now.season.ends_at)}. ${grouped(now.ranked)} on the board.`),
    prizes.length > 0 && soft(`Prizes: ${prizes.map(grouped).join(", ")} seeds for the first ${prizes.length}.`),
    mine(now),
    now.on_board ? places(now) : notShown(now, again),
  );
}

function mine({ me, on_board, ranked }) {
  if (!me) return empty("No place yet", "The first seeds you earn this season give you one.");
  const seen = on_board ? `of ${grouped(ranked)}` : "would be your rank";
  return el(
    "p",
    { class: "my-rank" },
    el("strong", { id: "my-rank" }, `${me.rank}`),
    el("span", {}, unseen("Your rank: "), seen),
    el("span", { class: "number" }, seeds(me.seeds)),
  );
}

function notShown({ board, title }, again) {
  const show = button("Show me on it", async () => {
    if (await agree("board", board)) await again();
  }, { id: `show-${board}`, about: title });
  return el("div", { class: "stack" }, soft("You are not on this board, so you see nobody else on it, and nobody sees you."), el("div", { class: "actions" }, show));
}

/** The first places, then one's neighbours if they are further down. */
function places({ top, around }) {
  const first = top ?? [];
  const shown = new Set(first.map((each) => each.key));
  const rest = (around ?? []).filter((each) => !shown.has(each.key));
  const gap = rest.length > 0 && rest[0].rank > first.length + 1;
  return el(
    "ol",
    { class: "places", role: "list" },
    first.map(place),
    gap && el("li", { class: "places-gap", "aria-hidden": "true" }, "···"),
    rest.map(place),
  );
}

function place({ rank, name: shown, seeds: count, key, you }) {
  return el(
    "li",
    { class: "place", "data-rank": rank, "data-you": you ? "yes" : null },
    el("span", { class: "rank" }, unseen("Rank "), String(rank)),
    el("span", { class: "avatar small", "data-hue": parseInt(key.slice(0, 2), 16) % HUES, "aria-hidden": "true" }, [...shown][0]?.toUpperCase() ?? ""),
    el("span", { class: "place-name" }, name(shown), you && el("span", { class: "pill" }, "you")),
    el("span", { class: "number" }, grouped(count), unseen(" seeds")),
  );
}
