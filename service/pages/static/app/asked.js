// What is sent is busy meanwhile; a refusal is said beside what was pressed; the focus follows.

const HEADINGS = "h1[tabindex], h2[tabindex]";
const OFFLINE = {
  en: "The service cannot be reached. Check the connection, then try again.",
  "zh-CN": "无法连接到服务。请检查网络后重试。",
};

/** What says that the service is away, not what it thinks of a request. */
export const AWAY = [0, 502, 503, 504];
// Such a form asks again by itself and says so: see merchant/keeps.js.
const keeps = ({ requestConfig, elt }) => (requestConfig?.elt ?? elt).matches("[data-keeps]");

const pressed = ({ detail }) => detail.requestConfig?.triggeringEvent?.submitter ?? detail.elt;
const place = (one) => one.closest(".line, form, .actions") ?? one;

export function busy(one, yes) {
  for (const name of ["aria-busy", "aria-disabled"]) {
    if (yes) one.setAttribute(name, "true");
    else one.removeAttribute(name);
  }
}

/** The sentence, next to what was pressed or, if it is about one field, below that; it is read out by itself. */
export function complain(one, text, field) {
  const near = field?.closest(".field, .tick") ?? place(one);
  hush(one);
  const said = Object.assign(document.createElement("p"), { className: "trouble", textContent: text });
  said.setAttribute("role", "alert");
  if (near.matches(".line, form, .field, .tick")) near.append(said);
  else near.after(said);
  field?.setAttribute("aria-invalid", "true");
  field?.focus();
}

function hush(one) {
  const form = one.closest("form");
  form?.querySelectorAll(":is(.field, .tick) > .trouble").forEach((each) => each.remove());
  form?.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
  place(one).parentElement?.querySelectorAll(":scope > .trouble").forEach((each) => each.remove());
  place(one).querySelectorAll(":scope > .trouble").forEach((each) => each.remove());
}

// What the page asks by itself is nobody's press: it is silent, and waits while a dialog is open.
const unasked = ({ detail }) => detail.elt.matches("[data-unasked]");

document.addEventListener("htmx:beforeRequest", (event) => {
  if (unasked(event)) return void (detailOpen(event) && event.preventDefault());
  const one = pressed(event);
  hush(one);
  busy(one, true);
});
const detailOpen = ({ detail }) => detail.target.querySelector("dialog[open]");
document.addEventListener("htmx:afterRequest", (event) => unasked(event) || busy(pressed(event), false));

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status < 400) return;
  event.detail.shouldSwap = false;
  event.detail.isError = false;
  if (xhr.status === 401) return location.assign(document.getElementById("page")?.dataset.front ?? "/member");
  if (unasked(event)) return;
  if (keeps(event.detail) && AWAY.includes(xhr.status)) return;
  if (xhr.status < 500) renew(pressed(event).closest("form"));
  const { elt } = event.detail.requestConfig;
  complain(pressed(event), sentence(xhr, elt), fault(xhr, elt)?.control);
});

/** A decided no was kept under the form's key: what is typed next is another wish, with another key.
 * Not where the key itself is the wish: no no is kept under it, and a yes in another tab is. */
export function renew(form) {
  if (form?.matches("[data-wish]")) return;
  const key = form?.elements.namedItem("key");
  if (key) key.value = `${key.value.split(".")[0]}.${Date.now()}`;
}

/** What the problem says of a field of the form, and that field if it can be seen. */
function fault(xhr, form) {
  try {
    const { refusal } = JSON.parse(xhr.responseText);
    const found = refusal?.errors?.find(({ field }) => form.elements?.namedItem(field));
    const named = found && form.elements.namedItem(found.field);
    return found && { detail: found.detail, control: named.type && named.type !== "hidden" ? named : undefined };
  } catch {
    return undefined;
  }
}

/** The problem's own words: those about a field of the form, if there are some. */
export function sentence(xhr, form) {
  try {
    return fault(xhr, form)?.detail ?? read(JSON.parse(xhr.responseText).detail);
  } catch {
    return OFFLINE[document.documentElement.lang];
  }
}

/** Moments in it as people write them, by the zone of the page. */
function read(text) {
  const timeZone = document.getElementById("page")?.dataset.times || undefined;
  const written = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short", timeZone });
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(?:Z|\+00:00)/g, (at) => written.format(new Date(at)));
}

for (const lost of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(lost, (event) => {
    if (!keeps(event.detail) && !unasked(event)) complain(pressed(event), OFFLINE[document.documentElement.lang] ?? OFFLINE.en);
  });
}

// Who listens to the page is taken to the heading of what is new, unless their place is still there.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.requestConfig?.elt.matches("[data-unasked]")) return; // the page itself sent it
  const focused = document.activeElement;
  if (focused && focused !== document.body && document.contains(focused)) return;
  const entry = detail.elt.querySelector?.("input:not([type=hidden])");
  (detail.elt.id === "entry" && entry ? entry : (detail.elt.querySelector?.(HEADINGS) ?? detail.elt)).focus?.({ preventScroll: true });
});
