// What the components do beyond what the browser does. Pages work without it.

import "./dialog.js";
import "./tabs.js";
import "./copy.js";
import "./busy.js";
import "./digits.js";
import "./here.js";
