// Credentials: in the fields of this page and nowhere else.

const pasted = () => document.querySelectorAll("[data-token]");

/** A browser may bring fields back when a page is loaded again: credentials are not to come back. */
export function forget() {
  for (const input of pasted()) input.value = "";
  // There is nothing to submit: Enter in a field must not load the page again.
  document.getElementById("tokens").addEventListener("submit", (event) => event.preventDefault());
}

/** The first token that an operation takes: `schemes` are names, with spaces between them. */
export function tokenFor(schemes) {
  const names = schemes.split(" ");
  return [...pasted()].find((input) => names.includes(input.dataset.token) && input.value.trim())?.value.trim();
}

/** Whose token an operation needs that nobody has filled in; undefined if it needs none, or has one. */
export const missingFor = (schemes) => (schemes && !tokenFor(schemes) ? schemes.split(" ")[0] : undefined);

/** Who has just been given a token is who wants to use it: fills it in, and says whose it is. */
export function learn(text, path) {
  const whose = path.startsWith("/v1/operator/") ? "operator" : "member";
  const field = document.getElementById(`token-${whose}`);
  const token = accessTokenIn(text);
  if (!field || !token) return undefined;
  field.value = token;
  return whose;
}

function accessTokenIn(text) {
  try {
    const found = JSON.parse(text)?.access_token;
    return typeof found === "string" ? found : undefined;
  } catch {
    return undefined;
  }
}
