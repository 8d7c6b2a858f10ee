"""axe-core asks a page for what keeps people out; it is put in beside the page's own policy."""

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.async_api import Page

GRAVE = ("serious", "critical")
# What a theme can change: tokens.css alone asks for it, and names nothing but colours.
OF_COLOURS = ("color-contrast", "link-in-text-block")
# Only what is wrong comes back whole: all that is right on a long page is megabytes.
LOOK = """async ([rules, grave]) => {
    const asked = {resultTypes: ['violations'], ...(rules && {runOnly: rules})};
    const found = await axe.run(document, asked);
    return [found.passes.length, found.violations.filter((one) => grave.includes(one.impact))];
}"""
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


async def grave(page: Page, *, colours_only: bool = False) -> list[str]:
    """What axe finds that is serious or worse, a line each; empty if there is nothing.

    `colours_only` is for a page that was looked at whole, just before, in the other theme.
    """
    await page.evaluate(SETTLED)
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(script())
    passed, violations = await page.evaluate(LOOK, [OF_COLOURS if colours_only else None, GRAVE])
    assert passed or violations, "axe has looked at nothing"
    return [
        f"{fault['impact']} {fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in violations
        for node in fault["nodes"]
    ]
