// What the app's pages do beyond what htmx and the browser do.

import "../ui/dialog.js";
import "../ui/tabs.js";
import { copies } from "../ui/copy.js";
import { wire } from "../ui/digits.js";
import "./asked.js";
import "./pick.js";
import { fill } from "./fill.js";
import "./leaving.js";
import { countDown } from "./pass.js";
import "./told.js";

const ready = (root) => {
  fill(root);
  root.querySelectorAll(".pass[data-left-ms]").forEach(countDown);
  root.querySelectorAll(".digits").forEach(wire);
  root.querySelectorAll("[data-copies]").forEach(copies);
};

ready(document);
document.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt === document.body) return;
  ready(detail.elt.parentElement ?? detail.elt);
});

navigator.serviceWorker?.register("/member/worker.js", { scope: "/member" }).catch(() => {});
