// The explorer's forms: what they send, and what came back. Nothing is kept anywhere.

import { find } from "./find.js";
import { open } from "./open.js";
import { forget } from "./tokens.js";
import { prepare } from "./try.js";

for (const form of document.querySelectorAll("[data-try]")) prepare(form);
find();
open();
forget();
