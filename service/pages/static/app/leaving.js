// Who signs out here is signed out in every tab.

const SHARED = new BroadcastChannel("seedbank-member");

SHARED.onmessage = () => location.assign("/member");
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.elt.matches("[data-leaves]")) SHARED.postMessage("signed-out");
});
