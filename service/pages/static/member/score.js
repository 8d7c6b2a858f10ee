// The first question: is there a score about me? If so, every point of it.

import { get, send } from "./api.js";
import { agree } from "./agree.js";
import { confirm } from "./dialog.js";
import { el, say, soft, svg } from "./dom.js";
import * as facts from "./facts.js";
import { button } from "./press.js";
import { evidenceKind, inPoints, moment, day, upper } from "./words.js";

export const score = {
  id: "score",
  title: "Am I scored?",
  async load() {
    const { scored } = await get("/v1/me");
    return scored ? { scored, ...(await get("/v1/me/score")) } : { scored };
  },
  draw: (mine, { again }) => (mine.scored ? yes(mine, again) : no(again)),
};

function no(again) {
  const wanted = button("Ask for a score", async () => {
    if (await agree("score")) await again();
  }, { id: "score-agree" });
  return [
    answer("No", "There is no score about you. You earn seeds all the same; perks that need a level stay closed."),
    el("div", { class: "actions" }, wanted),
  ];
}

function yes(mine, again) {
  const stop = button("Stop scoring me", () => stopped(again), { kind: "quiet", id: "score-stop" });
  return [
    mine.score ? soft("Yes, because you asked for it.") : answer("Yes", waiting(mine)),
    mine.score && gauge(mine.score),
    mine.score && explained(mine),
    el("div", { class: "actions" }, stop),
  ];
}

const answer = (word, text) => el("div", { class: "answer" }, el("p", { class: "answer-word" }, word), soft(text));

function waiting({ not_available: gap }) {
  if (!gap) return "Your first score comes with the next publication.";
  return `A score needs ${gap.active_days_min} active days and ${gap.evidence_min} pieces of evidence; there are ${gap.active_days} and ${gap.evidence} so far.`;
}

async function stopped(again) {
  const text = "Your score is hidden from everything at once, and perks that need a level close. What you earned stays.";
  const done = await confirm("Stop scoring me", text, "Stop", () => send("DELETE", "/v1/me/consents/score/programme"));
  if (!done) return;
  say("You are no longer scored.");
  await again();
}

/** A bow from the first point to the last, with a mark where each level begins. */
function gauge({ value, level }) {
  const scheme = facts.numbers().score.scheme;
  const lowest = scheme.start + scheme.parts.reduce((sum, part) => sum + part.least, 0);
  const most = scheme.start - lowest + scheme.parts.reduce((sum, part) => sum + part.most, 0);
  const bow = (kind, length) =>
    svg("path", { class: kind, d: "M16 116a92 92 0 0 1 184 0", pathLength: most, "stroke-dasharray": `${length} ${most * 2}` });
  const marks = scheme.levels.slice(1).map((each) => mark((each.at_least - lowest) / most));
  const next = scheme.levels.find((each) => each.at_least > value);
  const further = next ? `${next.at_least - value} points to ${upper(next.name)}` : "The highest level";
  return el(
    "div",
    { class: "gauge" },
    svg("svg", { viewBox: "0 0 216 126", "aria-hidden": "true", focusable: "false" }, bow("bow-all", most), bow("bow-mine", value - lowest), marks),
    el("p", { class: "gauge-value", id: "score-value" }, String(value)),
    el("p", { class: "gauge-level" }, el("strong", {}, upper(level)), ` · ${further}`),
  );
}

function mark(part) {
  const angle = Math.PI * (1 - part);
  const at = (radius) => [108 + radius * Math.cos(angle), 116 - radius * Math.sin(angle)];
  const [[x1, y1], [x2, y2]] = [at(85), at(99)];
  return svg("line", { class: "bow-mark", x1, y1, x2, y2 });
}

function explained({ score: { start, parts, value }, published_at }) {
  return el(
    "div",
    { class: "sum" },
    el("h3", {}, "Where every point comes from"),
    el("p", { class: "sum-line" }, el("span", {}, "Everybody begins with"), el("span", { class: "number" }, String(start))),
    parts.map(part),
    el("p", { class: "sum-line sum-all" }, el("span", {}, "Your score"), el("span", { class: "number" }, String(value))),
    soft(`Published ${moment(published_at)}. Merchants never see it.`),
  );
}

function part({ name, points, most, lines }) {
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span", { class: "bar-fill" }));
  bar.firstChild.style.setProperty("--part", most ? Math.max(0, points) / most : 0);
  const head = [el("span", { class: "sum-name" }, upper(name)), bar, el("span", { class: "number" }, `${points}`, el("span", { class: "of" }, ` of ${most}`))];
  if (!lines.length) return el("p", { class: "sum-line" }, head);
  return el("details", { class: "sum-part", id: `score-${name}` }, el("summary", { class: "sum-line" }, head), lines.map(line));
}

function line({ kind, micro_points: sum, cap, items }) {
  const most = cap === null || cap === undefined ? "" : `, at most ${cap}`;
  return el(
    "div",
    { class: "why" },
    el("p", { class: "why-head" }, el("span", {}, `${evidenceKind(kind)}${most}`), el("span", { class: "number" }, inPoints(sum))),
    el("ul", { role: "list" }, items.map((item) =>
      el("li", {}, el("span", {}, `${day(item.at)}, ${source(item.source)}`), el("span", { class: "number" }, inPoints(item.micro_points))))),
  );
}

const source = (id) => (id === "app" ? "the programme" : facts.merchant(id));
