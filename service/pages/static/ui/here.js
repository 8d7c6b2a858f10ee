// Where the tabs lead to sections of the same page: the one that is being read is marked.

for (const nav of document.querySelectorAll("[data-follows]")) {
  const links = [...nav.querySelectorAll("a[href^='#']")];
  const sections = links.map((link) => document.getElementById(link.hash.slice(1)));
  const mark = () => {
    const line = innerHeight * 0.35;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = sections.filter((each) => each.getBoundingClientRect().top <= line).length;
    const here = atEnd ? links.length - 1 : Math.max(0, passed - 1);
    links.forEach((link, which) => (which === here ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  };
  addEventListener("scroll", mark, { passive: true });
  addEventListener("resize", mark);
  mark();
}
