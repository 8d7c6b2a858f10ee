/** Who calls the server: one typed client for each. Every type comes from the OpenAPI document. */

import { randomUUID } from "node:crypto";

import createClient from "openapi-fetch";

import type { paths } from "../generated/api.js";
import { setting } from "./settings.js";

const baseUrl = setting("BASE");

/** A client with these credentials, or with none. */
export function caller(token?: string) {
  return createClient<paths>(token === undefined ? { baseUrl } : { baseUrl, headers: { Authorization: `Bearer ${token}` } });
}

export type Caller = ReturnType<typeof caller>;

export const anybody = caller();
export const kiosk = caller(setting("KIOSK_KEY"));
export const bikes = caller(setting("BIKES_KEY"));
export const display = caller(setting("DISPLAY_TOKEN"));

/** A new action: its header, to be kept for the case that it has to be repeated. */
export const action = () => ({ header: { "Idempotency-Key": randomUUID() } });
