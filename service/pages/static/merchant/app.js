// What merchants' pages do beyond what htmx and the browser do.

import "../ui/dialog.js";
import { copies } from "../ui/copy.js";
import { wire } from "../ui/digits.js";
import "../app/asked.js";
import "../app/told.js";
import "./keeps.js";
import "./scan.js";

document.addEventListener("htmx:load", ({ detail }) => {
  const root = detail.elt === document.body ? document : (detail.elt.parentElement ?? detail.elt);
  root.querySelectorAll(".digits:not([data-wired])").forEach(wire);
  root.querySelectorAll("[data-copies]").forEach(copies);
});
