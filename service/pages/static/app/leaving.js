// Who signs out here is signed out in every tab.

const SHARED = new BroadcastChannel("seedbank-member");

SHARED.onmessage = () => location.assign("/member");
// Before the answer leads this tab away: what is said while a page goes may not be heard.
document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
  if (detail.xhr.status < 300 && detail.elt.matches("[data-leaves]")) SHARED.postMessage("signed-out");
});
