// An address that names an operation opens it.

function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!(named instanceof HTMLDetailsElement)) return;
  named.open = true;
  named.scrollIntoView();
}

/** Opens what the address names, now and whenever it changes. */
export function open() {
  addEventListener("hashchange", openNamed);
  openNamed();
}
