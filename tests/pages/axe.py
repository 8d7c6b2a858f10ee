"""axe-core asks a page for what keeps people out; it is put in beside the page's own policy."""

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.async_api import Page

GRAVE = ("serious", "critical")
# Colours on their way are no colours of the page; what turns for ever is not waited for.
SETTLED = """Promise.race([
    Promise.allSettled(document.getAnimations().map((each) =>
        each.effect.getTiming().iterations === Infinity || each.finished)),
    new Promise((then) => setTimeout(then, 1000)),
])"""


@cache
def script() -> str:
    """axe-core as the package ships it: nothing is fetched."""
    folder = Path(axe_playwright_python.__file__).parent
    return (folder / "axe.min.js").read_text("utf-8")


async def grave(page: Page) -> list[str]:
    """What axe finds that is serious or worse, a line each; empty if there is nothing."""
    await page.evaluate(SETTLED)
    found = await page.evaluate(f"{script()};axe.run()")
    assert found["passes"], "axe has looked at nothing"
    return [
        f"{fault['impact']} {fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]
