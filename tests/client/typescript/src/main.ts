/** The whole story with the generated client; exit code 1 at the first step that goes wrong. */

import { counter } from "./counter.js";
import { joining } from "./joining.js";
import { tell } from "./story.js";
import { week } from "./week.js";

try {
  const steps = await tell([...joining(), ...week(), ...counter()]);
  console.log(`    all ${steps} steps went right`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
