// Views that are made of parts which ask the API: one of them is on this page.

import { get, whenEnded } from "./api.js";
import { boards } from "./boards.js";
import * as facts from "./facts.js";
import { games } from "./games.js";
import { giving } from "./giving.js";
import { invitations } from "./invitations.js";
import { standing } from "./standing.js";
import { statement } from "./statement.js";
import { tasks } from "./tasks.js";
import { today } from "./today.js";
import { show } from "./view.js";
import { setTimes } from "./words.js";

const VIEWS = {
  seeds: [standing, giving, statement],
  earn: [today, tasks, invitations],
  play: [boards, games],
};

const root = document.getElementById("view");

async function start() {
  try {
    const [me] = await Promise.all([get("/v1/me"), facts.load()]);
    setTimes(me.zone, Number(document.getElementById("page").dataset.offsetMs));
    show(root, { parts: VIEWS[root.dataset.view], context: { me, restart: () => location.reload() } });
  } catch (problem) {
    if (problem.status !== 401) root.textContent = problem.message;
  }
}

whenEnded(() => location.assign("/member"));
start();
