// The season that has just ended: its podium over the new board, which is seen in between.

import { locale, say } from "./say.js";

const WHOLE_MS = 10 * 60_000; // at first nothing else is shown
const EVERY_MS = 60_000; // then it comes back this often,
const SHOWN_MS = 15_000; // for so long

const OPEN = say("What was done in time and is told late still counts. The prizes are paid after that.");
const PAID = say("Settled: the prizes have been paid.");

const box = document.getElementById("ended");
const numbers = new Intl.NumberFormat(locale);

let season = null;
let empty = true;

/** Takes over what the server says; `days` writes the days of a season. */
export function setEnded(ended, rows, days) {
  empty = rows.length === 0;
  const before = JSON.stringify(season);
  season = ended ?? null;
  if (season === null || JSON.stringify(season) === before) return;
  document.getElementById("ended-days").textContent = days(Date.parse(season.starts_at), Date.parse(season.ends_at) - 1);
  document.getElementById("podium").replaceChildren(...season.podium.map(winner));
  document.getElementById("ended-games").replaceChildren(...season.games.map(game));
  document.getElementById("ended-note").textContent = season.settled ? PAID : OPEN;
}

/** Shows or hides it; `now` is the programme's time, in ms. */
export function tickEnded(now) {
  box.hidden = season === null || now >= Date.parse(season.shown_until);
  if (box.hidden) return;
  const since = now - Date.parse(season.ends_at);
  box.dataset.over = empty || since < WHOLE_MS || since % EVERY_MS < SHOWN_MS ? "yes" : "no";
}

function winner({ rank, name, seeds, prize }) {
  const made = document.createElement("li");
  made.className = "winner";
  made.dataset.rank = rank;
  made.append(
    part("span", "rank", String(rank)),
    part("bdi", "name", name),
    part("span", "winner-seeds", say("{seeds} seeds", { seeds: numbers.format(seeds) })),
    part("span", "prize", prize > 0 ? `+${numbers.format(prize)}` : ""),
  );
  return made;
}

function game({ title, winners }) {
  const made = part("p", "ended-game", "");
  made.append(part("span", "ended-game-title", title));
  winners.forEach(({ name, prize }) => made.append(part("bdi", "", name), part("span", "prize", `+${numbers.format(prize)}`)));
  return made;
}

function part(tag, kind, text) {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = text;
  return made;
}
