/** Act 3: a score, a pass, and an umbrella that is lent without a deposit and comes back. */

import { answered, refused, replayed, same, there } from "./answers.js";
import { alice, bob } from "./cast.js";
import { action, bikes, kiosk } from "./callers.js";
import { KIOSK } from "./member.js";
import { Operator, seedbank } from "./operator.js";
import { until, type Step } from "./story.js";

let rental = "";
let pass = "";

export function* counter(): Iterable<Step> {
  yield ["scores are published; hers is the sum of its parts", score];
  yield ["opens a pass for an umbrella", openPass];
  yield ["the kiosk checks it: yes, and no score", check];
  yield ["a pass is good for one check", checkAgain];
  yield ["a key without the scope hands nothing over", foreignScope];
  yield ["another merchant finds no such rental", foreignMerchant];
  yield ["a member's token opens no merchant's door", foreignCaller];
  yield ["authorised, and the same key again", authorise];
  yield ["handed over; twice is refused, with what may follow", handOver];
  yield ["brought back, and settled", giveBack];
  yield ["sees every look in the access log", looks];
  yield ["Bob sees nothing of it", foreignMember];
}

async function score() {
  await seedbank(["job", "publish_scores", "--as-of", await alice().now()]);
  const mine = await until(async () => answered(await alice().api.GET("/v1/me/score")), (seen) => seen.available);
  const { value, start, parts } = there(mine.score);
  same(parts.reduce((sum, part) => sum + part.points, start), value);
  return `${value}`;
}

async function openPass() {
  const opened = answered(await alice().api.POST("/v1/me/passes", { params: action(), body: { perk: "umbrella", merchant: KIOSK } }));
  pass = opened.token;
  return `until ${opened.expires_at.slice(11, 19)} UTC`;
}

async function check() {
  const checked = answered(await kiosk.POST("/v1/merchant/checks", { params: action(), body: { token: pass } }));
  same([checked.answer, JSON.stringify(checked).includes("score")], ["yes", false]);
  rental = there(checked.rental);
  return checked.answer;
}

async function checkAgain() {
  const problem = refused(await kiosk.POST("/v1/merchant/checks", { params: action(), body: { token: pass } }));
  return `${problem.status} ${problem.code}`;
}

const one = () => ({ ...action(), path: { rental } });

async function foreignScope() {
  const olga = await Operator.signsIn("olga");
  const { client, revoke } = await olga.givesKey(KIOSK, ["eligibility"]);
  const problem = refused(await client.POST("/v1/merchant/rentals/{rental}/hand-over", { params: one() }));
  same([problem.status, problem.code], [403, "scope_missing"]);
  await revoke();
  return `${problem.status} ${problem.code}`;
}

async function foreignMerchant() {
  const problem = refused(await bikes.GET("/v1/merchant/rentals/{rental}", { params: { path: { rental } } }));
  same(problem.status, 404);
  return `${problem.status} ${problem.code}`;
}

async function foreignCaller() {
  const problem = refused(await alice().api.POST("/v1/merchant/rentals/{rental}/authorise", { params: one() }));
  same(problem.status, 401);
  return `${problem.status} ${problem.code}`;
}

async function authorise() {
  const params = one();
  const first = await kiosk.POST("/v1/merchant/rentals/{rental}/authorise", { params });
  const again = await kiosk.POST("/v1/merchant/rentals/{rental}/authorise", { params });
  same([answered(first).state, replayed(first), replayed(again)], ["authorised", false, true]);
  same(answered(again), answered(first));
  return `${answered(first).deposit_minor} in minor units of money are not held`;
}

async function handOver() {
  const state = answered(await kiosk.POST("/v1/merchant/rentals/{rental}/hand-over", { params: one() })).state;
  const problem = refused(await kiosk.POST("/v1/merchant/rentals/{rental}/hand-over", { params: one() }));
  same([state, problem.status, problem.code], ["active", 409, "wrong_rental_state"]);
  return `${problem.status} ${problem.code}`;
}

async function giveBack() {
  const back = answered(await kiosk.POST("/v1/merchant/rentals/{rental}/return", { params: one(), body: {} }));
  const settled = answered(await kiosk.POST("/v1/merchant/rentals/{rental}/settle", { params: one() }));
  const mine = answered(await alice().api.GET("/v1/me/rentals")).rentals;
  same([back.state, settled.state, mine.map((each) => each.state)], ["returned", "settled", ["settled"]]);
  return "a promise kept";
}

async function looks() {
  const log = answered(await alice().api.GET("/v1/me/access-log"));
  const seen = log.looks.map((look) => `${look.why}: ${look.answered}`);
  same([seen.includes("umbrella: yes"), seen.includes("umbrella: authorised")], [true, true]);
  return seen.join(", ");
}

async function foreignMember() {
  const problem = refused(await bob().api.POST("/v1/me/rentals/{rental}/cancel", { params: one() }));
  same([problem.status, answered(await bob().api.GET("/v1/me/rentals")).rentals], [404, []]);
  return `${problem.status} ${problem.code}`;
}
