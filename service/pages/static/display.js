// Keeps the board on the page as it is on the server.
//
// The server sends the whole state each time, so whatever was missed, the next event puts right.
// In an outage the last state stays, is said to be old, and the page comes back by itself.

import { setEnded, tickEnded } from "./ended.js";
import { lang, locale, say } from "./say.js";

const SILENT_MS = 45_000; // three pings missed: the connection is dead without having said so
const OFFLINE_AFTER_MS = 2_500; // a restart of the server is over sooner
const LATE_MS = 10_000; // the server answers, but has not heard from its database for so long
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
const MOVE_MS = 900;
const COUNT_MS = 1_100;
const GAIN_MS = 4_500;
const NEWS_MS = 8_000; // a screen reader is not told more often than this
const HUES = 8;

const screen = document.getElementById("screen");
const list = document.getElementById("rows");
const slots = document.getElementById("slots");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const numbers = new Intl.NumberFormat(locale);
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const by = (id) => document.getElementById(id);

// ---------------------------------------------------------------- rows

/** key -> the row's element; its numbers are in its data. */
const shown = new Map([...list.children].map((row) => [row.dataset.key, row]));

function build(row) {
  const made = document.createElement("li");
  made.className = "row";
  made.dataset.key = row.key;
  made.dataset.seeds = row.seeds;
  const part = (tag, name) => {
    const element = document.createElement(tag);
    element.className = name;
    made.append(element);
    return element;
  };
  part("span", "rank");
  part("span", "avatar").ariaHidden = "true";
  part("bdi", "name");
  part("span", "gain").ariaHidden = "true";
  const seeds = part("span", "seeds");
  part("span", "share").ariaHidden = "true";
  const number = document.createElement("span");
  number.className = "number";
  number.textContent = numbers.format(row.seeds);
  seeds.append(number, unseen(` ${say("seeds")}`));
  return made;
}

function unseen(text) {
  const element = document.createElement("span");
  element.className = "unseen";
  element.textContent = text;
  return element;
}

function fill(element, row, most) {
  element.dataset.rank = row.rank;
  element.querySelector(".rank").replaceChildren(unseen(`${say("Rank")} `), String(row.rank));
  element.querySelector(".name").textContent = row.name;
  const avatar = element.querySelector(".avatar");
  avatar.textContent = [...row.name].slice(0, 1).join("").toUpperCase();
  avatar.dataset.hue = parseInt(row.key.slice(0, 2), 16) % HUES;
  element.querySelector(".share").style.setProperty("--part", most ? row.seeds / most : 0);
  const before = Number(element.dataset.seeds);
  element.dataset.seeds = row.seeds;
  if (row.seeds !== before) count(element, before, row.seeds);
}

/** Counts the number up; whatever happens to the frames, it ends at the right one. */
function count(element, from, to) {
  const number = element.querySelector(".number");
  const started = performance.now();
  const still = () => Number(element.dataset.seeds) === to;
  const step = (now) => {
    if (!still()) return;
    const part = Math.min(1, (now - started) / COUNT_MS);
    const eased = 1 - (1 - part) ** 3;
    number.textContent = numbers.format(Math.round(from + (to - from) * eased));
    if (part < 1) requestAnimationFrame(step);
  };
  if (calm.matches || document.hidden) {
    number.textContent = numbers.format(to);
    return;
  }
  requestAnimationFrame(step);
  setTimeout(() => still() && (number.textContent = numbers.format(to)), COUNT_MS + 200);
  if (to > from) gain(element, to - from);
}

function gain(element, seeds) {
  const chip = element.querySelector(".gain");
  chip.textContent = `+${numbers.format(seeds)}`;
  chip.getAnimations().forEach((one) => one.cancel());
  chip.animate(
    [
      { opacity: 0, transform: "translateY(60%)" },
      { opacity: 1, transform: "none", offset: 0.08 },
      { opacity: 1, transform: "none", offset: 0.82 },
      { opacity: 0, transform: "none" },
    ],
    { duration: GAIN_MS, easing: "ease-out" },
  );
}

/** First, last, invert, play: rows are put where they belong, then shown coming from where they were. */
function arrange(rows) {
  const from = new Map([...shown].map(([key, element]) => [key, element.getBoundingClientRect().top]));
  const most = rows.length ? rows[0].seeds : 0;
  const kept = new Set(rows.map((row) => row.key));
  for (const [key, element] of shown) {
    if (!kept.has(key)) {
      shown.delete(key);
      element.remove();
    }
  }
  const entered = [];
  rows.forEach((row, place) => {
    let element = shown.get(row.key);
    if (!element) {
      element = build(row);
      shown.set(row.key, element);
      entered.push(element);
    }
    fill(element, row, most);
    if (list.children[place] !== element) list.insertBefore(element, list.children[place] || null);
  });
  if (calm.matches || document.hidden) return;
  for (const [key, element] of shown) {
    if (from.has(key)) move(element, from.get(key) - element.getBoundingClientRect().top);
  }
  for (const element of entered) {
    element.animate([{ opacity: 0, transform: "scale(0.98)" }, { opacity: 1, transform: "none" }], { duration: MOVE_MS, easing: "ease-out" });
  }
}

function move(element, by) {
  if (Math.abs(by) < 1) return;
  element.getAnimations().forEach((one) => one.id === "move" && one.cancel());
  const way = element.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], {
    duration: MOVE_MS,
    easing: "cubic-bezier(0.22, 0.9, 0.24, 1)",
    id: "move",
  });
  if (by > 0) {
    element.classList.add("rising");
    way.onfinish = way.oncancel = () => element.classList.remove("rising");
  }
}

function drawSlots() {
  const open = Number(screen.dataset.slots);
  slots.replaceChildren(
    ...Array.from({ length: open }, (_, place) => {
      const slot = document.createElement("li");
      slot.className = "slot";
      slot.style.visibility = place < shown.size ? "hidden" : "visible";
      const rank = document.createElement("span");
      rank.className = "rank";
      rank.textContent = place + 1;
      slot.append(rank);
      return slot;
    }),
  );
  slots.hidden = shown.size === 0;
  by("first").hidden = shown.size > 0;
}

// ---------------------------------------------------------------- season, time, age

const season = { startsAt: 0, endsAt: 0, ahead: 0 }; // ahead: the programme's clock minus ours, ms
let heardAt = Date.now();
let asOf = new Date();
let ageMs = 0;

function setTimes({ now, as_of, age_ms }) {
  heardAt = Date.now();
  season.ahead = Date.parse(now) - heardAt;
  asOf = new Date(as_of);
  ageMs = age_ms;
}

function setSeason({ id, starts_at, ends_at }) {
  season.startsAt = Date.parse(starts_at);
  season.endsAt = Date.parse(ends_at);
  if (screen.dataset.season !== id) {
    screen.dataset.season = id;
    by("season").textContent = days(season.startsAt, season.endsAt - 1, screen.dataset.zone);
  }
}

/** "2–8 March", as the server writes it. */
function days(first, last, zone) {
  if (lang !== "en") return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: zone }).formatRange(first, last);
  const parts = (at) => {
    const found = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: zone }).formatToParts(at);
    return ["day", "month"].map((type) => found.find((part) => part.type === type).value);
  };
  const [[day, month], [lastDay, lastMonth]] = [parts(first), parts(last)];
  return month === lastMonth ? `${day}\u2013${lastDay} ${month}` : `${day} ${month} \u2013 ${lastDay} ${lastMonth}`;
}

/** The two largest units of what is left: 2 d 4 h, 5 h 12 min, 12 min 34 s. */
function units(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const all = [
    [Math.floor(seconds / 86_400), say("d")],
    [Math.floor(seconds / 3_600) % 24, say("h")],
    [Math.floor(seconds / 60) % 60, say("min")],
    [seconds % 60, say("s")],
  ];
  const first = all.findIndex(([amount]) => amount > 0);
  const start = first < 0 ? 2 : Math.min(first, 2);
  return all.slice(start, start + 2);
}

let leftSaid = "";

function tick() {
  const now = Date.now() + season.ahead;
  tickEnded(now);
  const left = units(season.endsAt - now);
  const said = left.map(([amount, unit]) => `${amount} ${unit}`).join(" ");
  if (said !== leftSaid) {
    leftSaid = said;
    by("left").replaceChildren(
      ...left.flatMap(([amount, unit]) => {
        const small = document.createElement("small");
        small.textContent = unit;
        return [String(amount), small];
      }),
    );
  }
  const done = (now - season.startsAt) / (season.endsAt - season.startsAt);
  by("elapsed").style.setProperty("--done", Math.min(1, Math.max(0, done)).toFixed(4));
  tellAge();
  if (Date.now() - heardAt > SILENT_MS) reconnect();
}

let state = "";

function tellAge() {
  const cut = brokenAt !== null && Date.now() - brokenAt > OFFLINE_AFTER_MS;
  const next = cut ? "offline" : ageMs > LATE_MS ? "late" : "live";
  by("as-of").textContent = say("as of {time}", { time: clock.format(asOf) });
  if (next === state) return;
  state = next;
  by("status").dataset.state = next;
  by("status-text").textContent = { live: say("Live"), late: say("Updates delayed"), offline: say("Offline") }[next];
}

// ---------------------------------------------------------------- news for a screen reader

let news = "";
let toldAt = 0;
let telling = 0;

function tellNews(before, rows) {
  const risen = rows.find((row) => before.has(row.key) && row.rank < before.get(row.key));
  const entered = rows.find((row) => !before.has(row.key));
  const who = risen || entered;
  if (!who) return;
  news = say("{name} is now rank {rank} with {seeds} seeds.", { ...who, seeds: numbers.format(who.seeds) });
  clearTimeout(telling);
  telling = setTimeout(() => {
    toldAt = Date.now();
    by("news").textContent = news;
  }, Math.max(300, toldAt + NEWS_MS - Date.now()));
}

// ---------------------------------------------------------------- the stream

let source = null;
let tries = 0;
let brokenAt = null;
let waiting = 0;

function show(board) {
  const before = new Map([...shown].map(([key, element]) => [key, Number(element.dataset.rank)]));
  setTimes(board);
  setSeason(board.season);
  by("title").textContent = board.title;
  by("ranked").textContent = numbers.format(board.ranked);
  by("ranked-word").textContent = say(board.ranked === 1 ? "member" : "members");
  arrange(board.rows);
  drawSlots();
  setEnded(board.ended, board.rows, (first, last) => days(first, last, screen.dataset.zone));
  tellNews(before, board.rows);
  tick();
}

function connect() {
  clearTimeout(waiting);
  source?.close();
  source = new EventSource("/v1/display/stream");
  source.addEventListener("open", () => {
    heardAt = Date.now();
    if (brokenAt !== null) adoptBuild();
    brokenAt = null;
    tries = 0;
    tick();
  });
  source.addEventListener("board", (event) => show(JSON.parse(event.data)));
  source.addEventListener("pulse", (event) => {
    setTimes(JSON.parse(event.data));
    tick();
  });
  source.addEventListener("error", () => {
    brokenAt ??= Date.now();
    // The browser retries a connection that broke; one that was refused is ours to retry.
    if (source.readyState === EventSource.CLOSED) refused();
  });
}

async function refused() {
  const status = await fetch("/v1/display/board").then((answer) => answer.status, () => 0);
  if (status === 401 || status === 404) location.reload(); // unpaired: the pairing page says so
  else reconnect();
}

function reconnect() {
  brokenAt ??= Date.now();
  heardAt = Date.now();
  source?.close();
  const pause = RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)];
  clearTimeout(waiting);
  waiting = setTimeout(connect, pause * (0.75 + Math.random() / 2));
}

/** After an outage there may be a newer page: load it, once. */
async function adoptBuild() {
  const build = await fetch("/display/build").then((answer) => (answer.ok ? answer.text() : ""), () => "");
  if (!build || build === screen.dataset.build || sessionStorage.getItem("build") === build) return;
  sessionStorage.setItem("build", build);
  location.reload();
}

// ---------------------------------------------------------------- start

setTimes({ now: screen.dataset.now, as_of: screen.dataset.asOf, age_ms: Number(screen.dataset.ageMs) });
season.startsAt = Date.parse(screen.dataset.startsAt);
season.endsAt = Date.parse(screen.dataset.endsAt);
const most = list.children.length ? Number(list.children[0].dataset.seeds) : 0;
for (const element of shown.values()) {
  element.querySelector(".share").style.setProperty("--part", most ? element.dataset.seeds / most : 0);
}
drawSlots();
tick();
setInterval(tick, 500);
connect();
addEventListener("hashchange", () => location.hash.startsWith("#sbd_") && repair());
if (location.hash.startsWith("#sbd_")) repair();

/** Another token behind the # pairs this screen with another board. */
async function repair() {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  await fetch("/display/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
  location.reload();
}
