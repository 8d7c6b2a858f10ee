"""What any page must keep, asked of the page as it is in the browser."""

from playwright.async_api import Page

# A name for every control, one first heading, no id twice, nothing that sticks out, nothing to
# press that is too small for a thumb.
FAULTS = """() => {
    const seen = (one) => one.checkVisibility({visibilityProperty: true});
    const named = (one) => (one.getAttribute('aria-label') || one.labels?.[0]?.textContent
        || one.textContent).trim();
    const controls = [...document.querySelectorAll('button, a, input, summary')].filter(seen);
    const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
    const small = (one) => one.getBoundingClientRect().height < 24;
    const levels = [...document.querySelectorAll('h1, h2, h3')].filter(seen);
    const pointed = [...document.querySelectorAll('[aria-labelledby], [aria-describedby]')]
        .flatMap((one) => ['labelledby', 'describedby']
            .flatMap((by) => (one.getAttribute(`aria-${by}`) ?? '').split(/\\s+/)));
    return [
        ...controls.filter((one) => !named(one)).map((one) => 'no name: ' + one.outerHTML),
        ...controls.filter((one) => one.type !== 'checkbox' && small(one) && !one.closest('p'))
            .map((one) => 'too small: ' + one.outerHTML),
        ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => 'twice: ' + id),
        ...pointed.filter((id) => id && !document.getElementById(id)).map((id) => 'gone: ' + id),
        ...(levels.filter((one) => one.tagName === 'H1').length === 1 ? [] : ['not one h1']),
        ...(document.documentElement.scrollWidth > innerWidth ? ['sticks out'] : []),
        ...(document.querySelectorAll('main').length === 1 ? [] : ['not one main']),
    ];
}"""

# WCAG 2.2, 1.4.3: 4.5 to 1, or 3 to 1 for large text, over all grounds that lie behind it.
CONTRAST = """() => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
    const brush = canvas.getContext('2d', {willReadFrequently: true});
    const over = (colours) => {
        brush.clearRect(0, 0, 1, 1);
        for (const colour of colours) { brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1); }
        return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const linear = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) =>
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05;
    const grounds = (one) => one === null ? []
        : [...grounds(one.tagName === 'DIALOG' ? null : one.parentElement),
           getComputedStyle(one).backgroundColor];
    const top = document.querySelector('dialog') ?? document.body;
    return [...top.querySelectorAll('*')].flatMap((one) => {
        const text = [...one.childNodes].filter((each) => each.nodeType === 3)
            .map((each) => each.textContent.trim()).join(' ').trim();
        const style = getComputedStyle(one);
        if (!text || !one.checkVisibility({opacityProperty: true})) return [];
        if (one.matches(".unseen")) return [];
        const behind = grounds(one);
        const [a, b] = [light(over([...behind, style.color])), light(over(behind))];
        const ratio = Math.max(a, b) / Math.min(a, b);
        const px = parseFloat(style.fontSize);
        const large = px >= 24 || (px >= 18.66 && style.fontWeight >= 700);
        return ratio < (large ? 3 : 4.5) ? [`${ratio.toFixed(2)}: ${text}`] : [];
    });
}"""


async def faults(page: Page) -> list[str]:
    """What is wrong with the page as it is now; empty if nothing is."""
    found: list[str] = await page.evaluate(FAULTS)
    faint: list[str] = await page.evaluate(CONTRAST)
    return found + faint
