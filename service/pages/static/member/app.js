// Who is here, and which view they see. Views are lists of parts; each part is a file of its own.

import { get, refresh, whenEnded } from "./api.js";
import { boards } from "./boards.js";
import { consents } from "./consents.js";
import * as facts from "./facts.js";
import { games } from "./games.js";
import { giving } from "./giving.js";
import { inbox } from "./inbox.js";
import { invitations } from "./invitations.js";
import { join } from "./join.js";
import { looks } from "./looks.js";
import { perks } from "./perks.js";
import { profile } from "./profile.js";
import { purse } from "./purse.js";
import { rentals } from "./rentals.js";
import { score } from "./score.js";
import { signIn } from "./sign-in.js";
import { standing } from "./standing.js";
import { statement } from "./statement.js";
import { tasks } from "./tasks.js";
import { today } from "./today.js";
import { leave, show } from "./view.js";
import { setTimes } from "./words.js";

const VIEWS = {
  home: { title: (me) => `Hello, ${me.display_name}`, parts: [score, purse, inbox] },
  seeds: { title: () => "Your seeds", parts: [standing, giving, statement], under: "home" },
  earn: { title: () => "Earn seeds", parts: [today, tasks, invitations] },
  perks: { title: () => "Perks", parts: [perks, rentals] },
  play: { title: () => "Play", parts: [boards, games] },
  you: { title: () => "You and your data", parts: [profile, consents, looks] },
};

const page = document.getElementById("page");
const nav = document.getElementById("nav");
const main = document.getElementById("main");
let me = null;

const wanted = () => (location.hash.slice(1) in VIEWS ? location.hash.slice(1) : "home");

function enter(moved) {
  if (me === null || page.dataset.stage !== "member") return;
  const name = wanted();
  const tab = VIEWS[name].under ?? name;
  nav.querySelectorAll("a").forEach((link) => {
    if (link.hash === `#${tab}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  const { title, parts } = VIEWS[name];
  show(main, { title: title(me), parts, moved, context: { me, restart: start } });
}

function stage(name, draw) {
  page.dataset.stage = name;
  nav.hidden = name !== "member";
  leave();
  if (draw) main.replaceChildren(...draw);
}

function askToSignIn(moved) {
  document.querySelectorAll("dialog").forEach((each) => each.close());
  me = null;
  stage("sign-in", signIn(page.dataset.codesHere === "yes", () => start({ moved: true })));
  main.querySelector(moved ? "h1" : "input")?.focus();
}

/** Reads who this is and shows what comes first for them. */
async function start({ moved = false } = {}) {
  try {
    [me] = await Promise.all([get("/v1/me"), facts.load()]);
    setTimes(me.zone, Number(page.dataset.offsetMs));
  } catch (problem) {
    if (problem.status !== 401) cannot(problem);
    return;
  }
  if (me.state === "pending" || me.state === "closing") {
    stage("join", await join(me, () => start({ moved: true })).catch(cannot));
    if (moved) main.querySelector("h1")?.focus();
    return;
  }
  stage("member");
  enter(moved);
}

function cannot(problem) {
  stage("sign-in");
  main.querySelector(".loading")?.replaceChildren(problem.message);
}

whenEnded(() => askToSignIn(true));
addEventListener("hashchange", () => enter(true));
if (page.dataset.signed === "no") askToSignIn(false);
else
  refresh().then(
    () => start(),
    (problem) => (problem.status === 401 ? askToSignIn(false) : cannot(problem)),
  );
