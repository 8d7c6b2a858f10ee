// The fields of a guess: names for a podium, or one number.

import { el } from "./dom.js";
import { field } from "./press.js";
import { grouped } from "./words.js";

const ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];

/** What to fill in, or a sentence that says why there is nothing to. */
export function guessFields(game, board) {
  return game.podium ? podiumFields(game, board) : [scoreField(game)];
}

function scoreField({ id, score: { lowest, highest }, mine }) {
  return field("Your guess", `score-${id}`, {
    type: "text",
    inputmode: "numeric",
    autocomplete: "off",
    maxlength: 4,
    value: mine?.score ?? null,
    hint: `A whole number from ${lowest} to ${highest}. The nearest win.`,
  });
}

function podiumFields({ id, podium, mine }, board) {
  if (!board?.on_board) return "Only who is on the board sees the names on it, and can guess. Show yourself on it above.";
  if (board.season.id !== podium.season) return "Its season is no longer the one on the board.";
  if ((board.top ?? []).length < podium.places) return `There are too few on the board yet: ${podium.places} are asked for.`;
  return Array.from({ length: podium.places }, (_, place) => choice(`place-${id}-${place}`, place, board.top, mine?.podium?.[place]?.key));
}

function choice(id, place, rows, chosen) {
  const none = el("option", { value: "" }, "Choose");
  const options = rows.map(({ key, name, seeds }) => el("option", { value: key, selected: key === chosen }, `${name} (${grouped(seeds)})`));
  return el("div", { class: "field" }, el("label", { for: id }, `${ORDINALS[place]} place`), el("div", { class: "select" }, el("select", { class: "input", id, name: id }, none, options)));
}

/** The body of a guess from the values of the fields. Throws what to say if something is missing. */
export function readGuess({ id, podium }, values) {
  if (!podium) return { score: whole(values[`score-${id}`]) };
  const keys = Array.from({ length: podium.places }, (_, place) => values[`place-${id}-${place}`]);
  if (keys.some((key) => !key)) throw incomplete("Choose somebody for every place.");
  return { podium: keys };
}

function whole(text) {
  if (!/^\d{1,4}$/.test(text.trim())) throw incomplete("Type a whole number.");
  return Number(text.trim());
}

const incomplete = (text) => Object.assign(new Error(text), { status: 0 });
