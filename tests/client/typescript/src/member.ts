/** A member's phone. */

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { components } from "../generated/api.js";
import { answered } from "./answers.js";
import { action, anybody, caller, type Caller } from "./callers.js";
import { setting } from "./settings.js";

export type Purpose = components["schemas"]["Purpose"];
export type Tokens = components["schemas"]["Tokens"];

export const KIOSK = "umbrella-kiosk";
export const BIKES = "riverside-bikes";
export const BOARD = "seeds-weekly";

/** Somebody new, who has asked for a code and got it. */
export async function contactAndCode(name: string): Promise<{ contact: string; code: string }> {
  const contact = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`;
  const sent = answered(await anybody.POST("/v1/sign-in/codes", { body: { contact } }));
  if (sent.expires_in_s < 60) throw new Error("nobody types so fast");
  return { contact, code: (await readFile(join(setting("MAILBOX"), contact), "utf8")).trim() };
}

/** One member, signed in. */
export class Member {
  readonly name: string;
  readonly tokens: Tokens;
  readonly api: Caller;

  constructor(name: string, tokens: Tokens) {
    this.name = name;
    this.tokens = tokens;
    this.api = caller(tokens.access_token);
  }

  /** From nothing to tokens, by a one-time code. */
  static async signsIn(name: string): Promise<Member> {
    const { contact, code } = await contactAndCode(name);
    const body = { contact, code, device: `${name}'s phone` };
    return new Member(name, answered(await anybody.POST("/v1/sign-in/tokens", { body })));
  }

  /** The hash of the very words that were shown. */
  async reads(purpose: Purpose): Promise<string> {
    const text = answered(await this.api.GET("/v1/programme/texts/{purpose}", { params: { path: { purpose } } }));
    return text.sha256;
  }

  async activates() {
    const body = {
      text_sha256: await this.reads("enrolment"),
      display_name: this.name,
      zone: "Europe/Berlin",
      birth_year: 1990,
    };
    return answered(await this.api.POST("/v1/me/activation", { params: action(), body }));
  }

  async agrees(purpose: Purpose, counterparty = "programme") {
    const body = { purpose, counterparty, text_sha256: await this.reads(purpose) };
    return answered(await this.api.POST("/v1/me/consents", { params: action(), body }));
  }

  async takesOn(task: string) {
    return answered(await this.api.POST("/v1/me/tasks/{task}", { params: { ...action(), path: { task } } }));
  }

  /** Takes a task on and lets the merchant report it, who does. */
  async does(task: string, merchant: string, till: Caller) {
    await this.takesOn(task);
    const { pseudonym } = await this.agrees("task_events", merchant);
    if (pseudonym === undefined) throw new Error("a merchant knows a member by a pseudonym");
    const body = { member: pseudonym, task, event_at: await this.now() };
    return answered(await till.POST("/v1/merchant/events", { params: action(), body }));
  }

  async board() {
    return answered(await this.api.GET("/v1/boards/{board}", { params: { path: { board: BOARD } } }));
  }

  /** Domain time, which a sandbox may have moved. */
  async now(): Promise<string> {
    return (await this.board()).now;
  }
}
