/** Act 2: tasks, seeds, a board on a display, and a guess. */

import { answered, refused, same, there } from "./answers.js";
import { alice, bob, carol } from "./cast.js";
import { action, bikes, display, kiosk } from "./callers.js";
import { BIKES, KIOSK } from "./member.js";
import { until, type Step } from "./story.js";

export function* week(): Iterable<Step> {
  yield ["Alice takes a task on; the kiosk reports it done", report];
  yield ["the same report again changes nothing", reportAgain];
  yield ["a merchant whom she has not linked cannot report", foreignMerchant];
  yield ["finds ripe seeds and collects them", collect];
  yield ["Bob and Carol do a task each", others];
  yield ["all three stand on the board and the display", board];
  yield ["who is no display sees no display's board", noDisplay];
  yield ["guesses the podium, and changes the guess", guess];
  yield ["nobody guesses who is not on the board", badGuess];
}

let pseudonym = "";

async function event(task: string) {
  return { member: pseudonym, task, event_at: await alice().now() };
}

async function report() {
  const done = await alice().does("return-umbrella", KIOSK, kiosk);
  same([done.seeds, done.already], [20, false]);
  pseudonym = there((await alice().agrees("task_events", KIOSK)).pseudonym);
  return `${done.seeds} seeds for ${done.period}`;
}

async function reportAgain() {
  const again = answered(await kiosk.POST("/v1/merchant/events", { params: action(), body: await event("return-umbrella") }));
  same(again.already, true);
  return "already counted";
}

async function foreignMerchant() {
  const problem = refused(await bikes.POST("/v1/merchant/events", { params: action(), body: await event("weekly-ride") }));
  return `${problem.status} ${problem.code}`;
}

async function collect() {
  const purse = answered(await alice().api.GET("/v1/me/purse"));
  same([purse.ripe, purse.seeds], [20, 0]);
  const params = action();
  const collected = answered(await alice().api.POST("/v1/me/collections", { params, body: {} }));
  const again = answered(await alice().api.POST("/v1/me/collections", { params, body: {} }));
  same([collected.seeds, again.seeds], [20, 20]);
  return `${collected.seeds} seeds, once`;
}

async function others() {
  const [ride, mended] = [await bob().does("weekly-ride", BIKES, bikes), await carol().does("mend-umbrella", KIOSK, kiosk)];
  same([ride.seeds, mended.seeds], [50, 40]);
  return "50 and 40 seeds";
}

async function board() {
  const names = ["Bob", "Carol", "Alice"];
  const shown = await until(
    async () => answered(await display.GET("/v1/display/board")),
    (seen) => JSON.stringify(seen.rows?.map((row) => row.name)) === JSON.stringify(names));
  const mine = await until(() => alice().board(), (seen) => seen.me?.rank === 3);
  return `${there(shown.rows).length} on the display; she is ${there(mine.me).rank}rd of ${mine.ranked}`;
}

async function noDisplay() {
  const problem = refused(await alice().api.GET("/v1/display/board"));
  same(problem.status, 401);
  return `${problem.status} ${problem.code}`;
}

async function podiumGame() {
  const { games } = answered(await alice().api.GET("/v1/games"));
  return there(games.find((game) => game.kind === "guess_podium" && game.open));
}

async function guess() {
  const game = (await podiumGame()).id;
  const podium = there((await alice().board()).top).slice(0, 3).map((row) => row.key);
  const path = { game };
  const first = answered(await alice().api.POST("/v1/me/games/{game}/guess", { params: { ...action(), path }, body: { podium } }));
  const body = { podium: [...podium].reverse() };
  const second = answered(await alice().api.POST("/v1/me/games/{game}/guess", { params: { ...action(), path }, body }));
  same([first.version, second.version], [1, 2]);
  same(first.leaf === second.leaf, false);
  return `version ${second.version} under ${second.leaf.slice(0, 8)}…`;
}

async function badGuess() {
  const path = { game: (await podiumGame()).id };
  const body = { podium: ["0".repeat(16), "1".repeat(16), "2".repeat(16)] };
  const problem = refused(await bob().api.POST("/v1/me/games/{game}/guess", { params: { ...action(), path }, body }));
  return `${problem.status} ${problem.code}`;
}
