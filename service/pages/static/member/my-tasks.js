// The tasks as the service knows them, asked for once by all parts that show them at a time.

import { get } from "./api.js";

let asking = null;

/** Day, streak and tasks of the member, and the consents in force. */
export function myTasks() {
  asking ??= Promise.all([get("/v1/me/tasks"), get("/v1/me/consents")])
    .then(([mine, { consents }]) => ({ ...mine, consents }))
    .finally(() => (asking = null));
  return asking;
}
