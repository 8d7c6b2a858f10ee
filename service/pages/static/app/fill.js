// What only this device knows, put into forms: its name for itself, and where its clock is.

import { installation } from "../member/installation.js";

export function fill(root) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  root.querySelectorAll("[data-installation]").forEach((each) => (each.value = installation() ?? ""));
  if (!zone) return;
  root.querySelectorAll("[data-zone]").forEach((each) => (each.value = zone));
  root.querySelectorAll("[data-zone-name]").forEach((each) => (each.textContent = zone.replace(/_/g, " ")));
  root.querySelectorAll("[data-unless-zone]").forEach((each) => (each.hidden = each.dataset.unlessZone === zone));
}
