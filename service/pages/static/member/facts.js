// The programme document, asked for once: names and rules that every part shows.

import { get } from "./api.js";
import { spoken } from "./words.js";

let programme;

export async function load() {
  programme = await get("/v1/programme");
  return programme;
}

const find = (list, id) => programme[list].find((each) => each.id === id);

export const all = (list) => programme[list];
export const numbers = () => programme.numbers;
export const zone = () => programme.zone;
export const merchant = (id) => find("merchants", id)?.name ?? spoken(id);
export const isMerchant = (id) => find("merchants", id) !== undefined;
export const perk = (id) => find("perks", id);
export const perkTitle = (id) => perk(id)?.title ?? spoken(id);
export const task = (id) => find("tasks", id);
export const board = (id) => find("boards", id);
export const levels = () => programme.numbers.score.scheme.levels;
export const level = (name) => levels().find((each) => each.name === name);

/** Whom a consent is for, in words. */
export function counterparty(purpose, id) {
  if (id === "programme") return "the programme";
  return purpose === "board" ? (board(id)?.title ?? spoken(id)) : merchant(id);
}

const PURPOSES = {
  enrolment: ["Membership", "Being a member"],
  score: ["A score", "The programme works out my score"],
  board: ["A leaderboard", "Shown on"],
  task_events: ["Reports", "May report my tasks:"],
  eligibility: ["Questions at the counter", "May ask about a perk when I show a pass:"],
  guessable: ["A guessing game", "Others may guess my next score"],
};

/** What a consent allows, with its counterparty: one line. */
export function allows(purpose, id) {
  const words = PURPOSES[purpose]?.[1] ?? spoken(purpose);
  return id === "programme" ? words : `${words} ${counterparty(purpose, id)}`;
}

export const purposeName = (purpose) => PURPOSES[purpose]?.[0] ?? spoken(purpose);
