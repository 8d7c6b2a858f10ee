/** Who takes part: known once they have signed in. */

import { there } from "./answers.js";
import type { Member } from "./member.js";

const signedIn = new Map<string, Member>();

/** From now on `name` is this member. */
export function enter(member: Member): Member {
  signedIn.set(member.name, member);
  return member;
}

export const alice = () => there(signedIn.get("Alice"));
export const bob = () => there(signedIn.get("Bob"));
export const carol = () => there(signedIn.get("Carol"));
