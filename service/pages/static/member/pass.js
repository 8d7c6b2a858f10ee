// A pass on the screen: the code, how long it works, and what the counter heard.

import { get, send, serverNow } from "./api.js";
import { dialog } from "./dialog.js";
import { el } from "./dom.js";
import * as facts from "./facts.js";
import { answered } from "./messages.js";
import { button } from "./press.js";
import { left } from "./words.js";

const LOOK_MS = 1500;

/** Opens a pass and shows it until it is closed. Rejects if none can be had. */
export async function showPass(perk, merchant) {
  const newest = (await get("/v1/me/inbox?limit=1")).messages[0]?.id;
  const pass = await send("POST", "/v1/me/passes", { perk: perk.id, merchant });
  await dialog(`Pass for ${facts.merchant(merchant)}`, (close, box) => draw(pass, perk, newest, close, box), { kind: "dialog-pass" });
}

function draw(pass, perk, newest, close, box) {
  const bar = el("div", { class: "bar", "aria-hidden": "true" }, el("span", { class: "bar-fill" }));
  const time = el("p", { class: "countdown", role: "timer" });
  const news = el("p", { class: "pass-news", role: "status" });
  const groups = (pass.code || pass.token).match(/.{1,4}/g);
  const code = el("p", { class: "code", id: "pass-code", "aria-label": `Code ${groups.join(" ")}` }, groups.map((each) => el("span", {}, each)));
  const copy = button("Copy the code", async () => {
    await navigator.clipboard.writeText(pass.code || pass.token);
    news.textContent = "Copied.";
  }, { kind: "quiet" });
  const actions = el("div", { class: "actions" }, button("Done", () => close(true)), navigator.clipboard && copy);
  const ends = Date.parse(pass.expires_at);
  const whole = facts.numbers().perks.pass_seconds * 1000;

  const over = (text, state) => {
    clearInterval(ticking);
    clearInterval(looking);
    time.textContent = "";
    news.textContent = text;
    copy.remove();
    box.dataset.state = state;
  };
  const tick = () => {
    const ms = Math.min(whole, ends - serverNow()); // the server's time is known to a second
    time.textContent = `Works for ${left(ms)}`;
    bar.firstChild.style.setProperty("--part", Math.max(0, ms / whole));
    if (ms <= 0) over("This pass has ended. Close it and open a new one.", "ended");
  };
  const look = async () => {
    const [latest] = (await get("/v1/me/inbox?limit=1").catch(() => ({ messages: [] }))).messages;
    if (!latest || latest.id === newest || latest.kind !== "perk_answered") return;
    const { title, text } = answered({ ...latest.texts, ...latest.numbers });
    over(`${title}. ${text}`, latest.texts.answer === "no" ? "no" : "yes");
  };
  const ticking = setInterval(tick, 250);
  const looking = setInterval(look, LOOK_MS);
  box.addEventListener("close", () => (clearInterval(ticking), clearInterval(looking)));
  tick();
  return [el("p", { class: "soft" }, perk.title, ". Say or show these digits at the counter; only this merchant can type them, once."), code, time, bar, news, actions];
}
