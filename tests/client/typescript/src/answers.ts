/** What came back, narrowed: the answer, or the problem. */

import type { components } from "../generated/api.js";

export type Problem = components["schemas"]["Problem"];

type Got<Data> =
  | { data: Data; error?: never; response: Response }
  | { data?: never; error: Problem; response: Response };

/** An answer was not what it must be; the text says how. */
export class Wrong extends Error {}

/** The answer. Wrong for a problem. */
export function answered<Data>(got: Got<Data>): Data {
  if (got.error === undefined) return got.data;
  throw new Wrong(`${got.error.status} ${got.error.code}: ${got.error.detail}`);
}

/** The problem. Wrong for anything else, and for one that does not keep to RFC 9457. */
export function refused<Data>(got: Got<Data>): Problem {
  if (got.error === undefined) throw new Wrong(`was to be refused, and answered ${got.response.status}`);
  const { type, status, code, instance, detail } = got.error;
  same(got.response.headers.get("Content-Type"), "application/problem+json");
  same(status, got.response.status);
  same(type, `urn:seedbank:problem:${code}`);
  same(instance, `urn:uuid:${got.response.headers.get("X-Request-Id")}`);
  if (!detail.endsWith(".")) throw new Wrong(`is no sentence: ${detail}`);
  return got.error;
}

/** Whether the server says that it gave this answer before. */
export const replayed = (got: { response: Response }) => got.response.headers.get("Idempotent-Replayed") === "true";

/** Wrong unless both say the same. */
export function same(found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Wrong(`expected ${b}, found ${a}`);
}

/** What is there. Wrong if it is not. */
export function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Wrong("something is missing");
  return value;
}
