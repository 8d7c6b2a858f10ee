/** Act 1: members come, one by an invitation of another, and every wrong turn on the way says what to do. */

import { answered, refused, replayed, same, there } from "./answers.js";
import { alice, enter } from "./cast.js";
import { action, anybody } from "./callers.js";
import { BIKES, BOARD, KIOSK, Member, contactAndCode } from "./member.js";
import { nextMonday, seedbank } from "./operator.js";
import type { Step } from "./story.js";

let invitation = "";

export function* joining(): Iterable<Step> {
  yield ["the sandbox's clock goes to Monday, 09:00 UTC", monday];
  yield ["a wrong code opens nothing", wrongCode];
  yield ["a body with a field too many is refused by name", unknownField];
  yield ["Alice signs in with a one-time code", aliceSignsIn];
  yield ["reads what joining means, and joins", activate];
  yield ["a hash of other words is not her consent", otherWords];
  yield ["agrees to a score, a board and two merchants", agree];
  yield ["without a key nothing is changed", keyMissing];
  yield ["invites somebody; the same key, the same code", invite];
  yield ["the same key for something else is refused", keyReused];
  yield ["Bob joins by that code, Carol by herself", others];
  yield ["a refresh token gets the next pair; an invented one none", refresh];
}

async function monday() {
  const to = nextMonday(new Date());
  await seedbank(["clock", "--to", to]);
  return to;
}

async function wrongCode() {
  const { contact, code } = await contactAndCode("mallory");
  const wrong = code === "000000" ? "000001" : "000000";
  const problem = refused(await anybody.POST("/v1/sign-in/tokens", { body: { contact, code: wrong, device: "a phone" } }));
  return `${problem.status} ${problem.code}`;
}

async function unknownField() {
  // A type lets a value with more fields through, as long as it has those that are asked for.
  const body = { contact: "mallory@example.com", admin: true };
  const problem = refused(await anybody.POST("/v1/sign-in/codes", { body }));
  same(problem.status, 422);
  return `${problem.status} ${problem.code}`;
}

async function aliceSignsIn() {
  const { tokens } = enter(await Member.signsIn("Alice"));
  return `a token for ${tokens.expires_in_s} s`;
}

async function activate() {
  const joined = await alice().activates();
  same(joined.state, "active");
  return `active as ${joined.display_name}`;
}

async function otherWords() {
  const body = { purpose: "score", counterparty: "programme", text_sha256: "0".repeat(64) } as const;
  const problem = refused(await alice().api.POST("/v1/me/consents", { params: action(), body }));
  return `${problem.status} ${problem.code}`;
}

async function agrees(member: Member) {
  await member.agrees("score");
  await member.agrees("board", BOARD);
  await member.agrees("eligibility", KIOSK);
  await member.agrees("eligibility", BIKES);
}

async function agree() {
  await agrees(alice());
  const { consents } = answered(await alice().api.GET("/v1/me/consents"));
  return `${consents.length} consents in force`;
}

async function keyMissing() {
  // @ts-expect-error the document says that a key is needed
  const problem = refused(await alice().api.POST("/v1/me/invitations", {}));
  same([problem.status, problem.code], [400, "idempotency_key_missing"]);
  return `${problem.status} ${problem.code}`;
}

async function invite() {
  const params = action();
  const first = await alice().api.POST("/v1/me/invitations", { params });
  const again = await alice().api.POST("/v1/me/invitations", { params });
  same(answered(again), answered(first));
  same([replayed(first), replayed(again)], [false, true]);
  invitation = answered(first).code;
  return `${invitation}, replayed`;
}

async function keyReused() {
  const params = action();
  answered(await alice().api.PATCH("/v1/me", { params, body: { display_name: "Alice" } }));
  const problem = refused(await alice().api.PATCH("/v1/me", { params, body: { display_name: "Alicia" } }));
  same(problem.status, 422);
  return `${problem.status} ${problem.code}`;
}

async function others() {
  for (const name of ["Bob", "Carol"]) {
    const member = enter(await Member.signsIn(name));
    await member.activates();
    if (name === "Bob") {
      const body = { code: invitation };
      answered(await member.api.POST("/v1/me/invitation", { params: action(), body }));
    }
    await agrees(member);
  }
  const { invitations } = answered(await alice().api.GET("/v1/me/invitations"));
  const mine = there(invitations.find((each) => each.code === invitation));
  same(mine.state, "joined");
  return `hers: ${mine.state}`;
}

async function refresh() {
  const body = { refresh_token: alice().tokens.refresh_token };
  const next = answered(await anybody.POST("/v1/sign-in/refresh", { body }));
  same(next.refresh_token === body.refresh_token, false);
  enter(new Member("Alice", next));
  same(answered(await alice().api.GET("/v1/me")).display_name, "Alice");
  const problem = refused(await anybody.POST("/v1/sign-in/refresh", { body: { refresh_token: "invented.token" } }));
  same(problem.status, 401);
  return `${problem.status} ${problem.code}`;
}
