// Tabs as the ARIA practices have them: arrows move, one panel shows.

for (const box of document.querySelectorAll("[data-tabs]")) {
  const list = box.querySelector("[role=tablist]");
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const panel = (tab) => document.getElementById(tab.getAttribute("aria-controls"));

  const show = (chosen) =>
    tabs.forEach((tab) => {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      panel(tab).hidden = !on;
    });

  const WAYS = { ArrowRight: 1, ArrowLeft: -1 };
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    let next = { Home: 0, End: tabs.length - 1 }[event.key];
    if (event.key in WAYS) next = (at + WAYS[event.key] + tabs.length) % tabs.length;
    if (next === undefined) return;
    event.preventDefault();
    show(tabs[next]);
    tabs[next].focus();
  });
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) show(tab);
  });

  for (const tab of tabs) {
    panel(tab).setAttribute("role", "tabpanel");
    panel(tab).setAttribute("aria-labelledby", tab.id);
  }
  box.dataset.tabs = "on";
  list.hidden = false;
  show(tabs[0]);
}
