// What a refusal says to a member, where the service's own sentence is for those who build on it.

import { counted } from "./words.js";

const WORDS = {
  task_not_open: () => "This task is not open now. Load the page again to see which are.",
  too_many_tries: ({ most }) => `It can be tried ${counted(most, "time")} a day, and you have done so. Come back tomorrow: your answers are kept.`,
};

/** The sentence for a problem: one of ours, or the service's own. */
export const refused = ({ code, refusal, message }) => WORDS[code]?.(refusal ?? {}) ?? message;
