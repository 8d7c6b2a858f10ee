// Guessing games: what is asked, one's own guess, and how it ended. Nobody reads another's guess.

import { get, send } from "./api.js";
import { el, empty, name, say, soft } from "./dom.js";
import { guessFields, readGuess } from "./guess.js";
import { paged } from "./paged.js";
import { form } from "./press.js";
import { away, counted, grouped, moment, seeds, spoken } from "./words.js";

export const games = {
  id: "games",
  title: "Guessing games",
  async load() {
    const page = await get("/v1/games?limit=5");
    return { page, boards: await boardsOf(page.games) };
  },
  draw: ({ page, boards }, { again }) =>
    paged(page, {
      rows: (each) => each.games.map((game) => draw(game, boards, again)),
      more: async (cursor) => {
        const next = await get(`/v1/games?limit=10&cursor=${encodeURIComponent(cursor)}`);
        Object.assign(boards, await boardsOf(next.games));
        return next;
      },
      none: empty("No games now", "When one opens, it is here. Entering is free."),
    }),
};

/** The boards that open games ask about, by id: names to choose from. */
async function boardsOf(games) {
  const ids = [...new Set(games.filter((each) => each.open && each.podium).map((each) => each.podium.board))];
  const found = await Promise.all(ids.map((id) => get(`/v1/boards/${encodeURIComponent(id)}?top=100&around=1`)));
  return Object.fromEntries(ids.map((id, place) => [id, found[place]]));
}

function draw(game, boards, again) {
  return el(
    "li",
    { class: "game", id: `game-${game.id}` },
    el("h3", {}, game.title),
    game.score?.name && soft("About ", name(game.score.name), "."),
    soft(times(game)),
    game.open ? enter(game, boards, again) : mine(game),
    game.result && result(game.result),
  );
}

const VOID = {
  too_few: "too few had guessed",
  consent_withdrawn: "a consent was taken back",
  outcome_missing: "there was no outcome",
};

function times({ state, open, locks_at, entrants, prizes, voided }) {
  const crowd = `${counted(entrants, "member")} ${entrants === 1 ? "has" : "have"} guessed.`;
  const pot = `Prizes: ${prizes.map(grouped).join(", ")} seeds.`;
  if (state === "void") return `Called off: ${VOID[voided] ?? spoken(voided ?? "")}.`;
  if (open) return `Locks ${away(locks_at)}, on ${moment(locks_at)}. ${crowd} ${pot}`;
  if (state === "settled") return `Over. ${crowd} ${pot}`;
  return state === "revealed" || state === "settling" ? `Decided; prizes are being paid. ${crowd} ${pot}` : `Locked since ${moment(locks_at)}. ${crowd} ${pot}`;
}

function enter(game, boards, again) {
  const fields = guessFields(game, boards[game.podium?.board]);
  if (typeof fields === "string") return [soft(fields), game.mine && mine(game)];
  return form(fields, game.mine ? "Change my guess" : "Guess", async (values) => {
    await send("POST", `/v1/me/games/${encodeURIComponent(game.id)}/guess`, readGuess(game, values));
    say("Your guess is in. You can change it until the game locks.");
    await again();
  }, { id: `guess-${game.id}`, kind: game.mine ? "quiet" : "primary" });
}

function mine({ mine: guess, state }) {
  if (!guess) return state === "void" ? null : soft("You did not guess.");
  const said = guess.podium ? people(guess.podium) : String(guess.score);
  const worth = [
    guess.points !== undefined && counted(guess.points, "point"),
    guess.off_by !== undefined && (guess.off_by === 0 ? "exactly right" : `${guess.off_by} off`),
    guess.seeds !== undefined && (guess.seeds > 0 ? `won ${seeds(guess.seeds)}` : "no prize"),
  ].filter(Boolean);
  return el("p", { class: "my-guess" }, el("strong", {}, "Your guess: "), said, worth.length > 0 && el("span", { class: "pill" }, worth.join(", ")));
}

function result({ podium, score }) {
  const said = podium ? people(podium) : String(score);
  return el("p", { class: "my-guess" }, el("strong", {}, "It was: "), said);
}

/** Names in order; who is not shown any more has none. */
const people = (all) => all.flatMap(({ name: shown, first }, place) => [place > 0 && ", ", `${first ?? place + 1}. `, shown ? name(shown) : "somebody"]);
