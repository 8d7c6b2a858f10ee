// The name that this browser has given itself. Whoever has signed in from here before is not locked
// out by strangers who use up the codes of a contact; it opens nothing and says nothing of anybody.

const KEPT = "seedbank.installation";
const FORM = /^[0-9a-f]{32}$/;

/** The same each time; undefined where nothing can be kept. */
export function installation() {
  try {
    const kept = localStorage.getItem(KEPT) ?? "";
    if (FORM.test(kept)) return kept;
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const made = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    localStorage.setItem(KEPT, made);
    return made;
  } catch {
    return undefined;
  }
}
