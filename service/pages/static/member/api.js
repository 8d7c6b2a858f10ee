// Asks the service. The access token lives here, in memory; the refresh token in a cookie that no
// script reads.

// The page's own language, so that refusals and titles are in that of the words around them.
const LANGUAGE = document.documentElement.lang;
const RETRIES = 2;
const PAUSE_MS = 400;
const PAUSE_MS_MAX = 2000;
const EARLY_MS = 30_000;
const UNSURE_MS = 60_000;

let token = null;
let goodUntil = 0;
let ahead = 0; // the server's clock minus ours, ms
let ended = () => {};

/** A refusal, or no answer. `decided`: sending the same again would not change anything. */
export class Problem extends Error {
  constructor({ status, code, detail, refusal }) {
    super(detail);
    Object.assign(this, { status, code, refusal, decided: status > 0 && status < 500 });
  }
}

/** The server's time, in ms. */
export const serverNow = () => Date.now() + ahead;

export const get = (path) => authorised("GET", path);

const unsure = new Map(); // what was asked -> its key, until it is known what came of it

/** Changes something. Asked again after no answer, it goes out under the same key: done once. */
export async function send(method, path, body) {
  const what = JSON.stringify([method, path, body ?? null]);
  const kept = unsure.get(what);
  const key = kept && Date.now() - kept.at < UNSURE_MS ? kept.key : fresh();
  unsure.set(what, { key, at: Date.now() });
  try {
    const answer = await authorised(method, path, body, key);
    unsure.delete(what);
    return answer;
  } catch (problem) {
    if (problem.decided) unsure.delete(what);
    throw problem;
  }
}

/** What to do when the session is over. */
export function whenEnded(then) {
  ended = then;
}

function forget() {
  token = null;
  unsure.clear();
  ended();
}

let refreshing = null;

/** One at a time in this tab. Other tabs may do the same: the service expects that. */
export function refresh() {
  refreshing ??= ask("POST", "/member/session/refresh", {}, {})
    .then(keep)
    .finally(() => (refreshing = null));
  return refreshing;
}

function keep({ access_token, expires_in_s }) {
  token = access_token;
  goodUntil = Date.now() + expires_in_s * 1000 - EARLY_MS;
}

async function authorised(method, path, body, key, again = true) {
  const keyed = key ? { "Idempotency-Key": key } : {};
  try {
    if (token === null || Date.now() > goodUntil) await refresh();
    return await ask(method, path, body, { Authorization: `Bearer ${token}`, ...keyed });
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    if (!again || token === null) {
      forget();
      throw problem;
    }
    token = null;
    return authorised(method, path, body, key, false);
  }
}

async function ask(method, path, body, headers, left = RETRIES) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const typed = body === undefined ? {} : { "Content-Type": "application/json" };
  const always = { "Accept-Language": LANGUAGE, ...typed };
  const answer = await fetch(path, { method, headers: { ...always, ...headers }, ...sent }).catch(() => null);
  // Reading and keyed calls can be repeated; a code or a refresh token is for once.
  const repeatable = method === "GET" || "Idempotency-Key" in headers;
  if (repeatable && left > 0 && (answer === null || answer.status === 503)) {
    const asked = Number(answer?.headers.get("Retry-After") ?? 0) * 1000;
    await new Promise((then) => setTimeout(then, Math.min(asked || PAUSE_MS, PAUSE_MS_MAX)));
    return ask(method, path, body, headers, left - 1);
  }
  return read(answer);
}

async function read(answer) {
  if (answer === null) throw new Problem({ status: 0, code: "offline", detail: "The service cannot be reached. Check the connection, then try again." });
  const date = Date.parse(answer.headers.get("Date"));
  if (date) ahead = date - Date.now();
  if (answer.status === 204) return null;
  const said = await answer.json().catch(() => null);
  if (answer.ok) return said;
  const detail = said?.detail ?? "The service did not answer as it should. Try again in a moment.";
  throw new Problem({ ...said, status: answer.status, detail });
}

/** 128 bits that nobody else has. Not randomUUID: a browser has that only on a secure page. */
export function fresh() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (each) => each.toString(16).padStart(2, "0")).join("");
}
