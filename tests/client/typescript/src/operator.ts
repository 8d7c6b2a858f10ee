/** What an operator does: at the command line of the same server, and at the operators' doors. */

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";

import type { components } from "../generated/api.js";
import { answered } from "./answers.js";
import { action, anybody, caller, type Caller } from "./callers.js";
import { setting } from "./settings.js";

type Scope = components["schemas"]["Scope"];

/** One command, with `input` as its standard input. Ends well, or throws with what was said. */
export function seedbank(words: string[], input = ""): Promise<void> {
  const child = spawn(setting("SEEDBANK"), words, { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${words.join(" ")}: ${said}`))));
  });
}

/** An operator with a token of their own. */
export class Operator {
  readonly #api: Caller;

  private constructor(token: string) {
    this.#api = caller(token);
  }

  /** Somebody new, who may do everything. */
  static async signsIn(somebody: string): Promise<Operator> {
    const [name, password] = [`${somebody}-${randomUUID().slice(0, 8)}`, `a long pass phrase ${randomUUID()}`];
    await seedbank(["operator", "add", name, "--role", "admin", "--reason", "for the journey"], `${password}\n`);
    const signed = answered(await anybody.POST("/v1/operator/sign-in", { body: { name, password } }));
    return new Operator(signed.access_token);
  }

  /** A key for a merchant, and how it is taken back. */
  async givesKey(merchant: string, scopes: Scope[]): Promise<{ client: Caller; revoke: () => Promise<void> }> {
    const body = { merchant, scopes, reason: "for the journey" };
    const made = answered(await this.#api.POST("/v1/operator/merchant-keys", { params: action(), body }));
    const path = { key_id: made.id };
    const revoke = async () => {
      const because = { reason: "the journey is over" };
      answered(await this.#api.POST("/v1/operator/merchant-keys/{key_id}/revocation", { params: { ...action(), path }, body: because }));
    };
    return { client: caller(made.key), revoke };
  }
}

/** 09:00 UTC of the next Monday, as a new week of the board has begun. */
export function nextMonday(at: Date): string {
  const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), 9));
  day.setUTCDate(day.getUTCDate() + 7 - ((day.getUTCDay() + 6) % 7));
  return day.toISOString();
}
