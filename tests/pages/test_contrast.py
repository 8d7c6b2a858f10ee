"""Every pair of tokens that carries text or a control can be told apart, in both themes."""

import pytest

from tests.pages.colours import Colour, Theme, contrast, tokens

TEXT, SHAPE = 4.5, 3.0
# Text stands on the page, on a card, on what lies on a card, on a dialog.
GROUNDS = ("ground", "surface", "surface-strong", "raised")
INKS = ("ink", "ink-soft", "accent", "accent-strong", "warning", "bad", "info", "gold", "silver")
WASHES = {
    "accent": "accent-wash",
    "warning": "warning-wash",
    "bad": "bad-wash",
    "info": "info-wash",
    "gold": "gold-wash",
}
ON_FILLED = (
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("bad-ink", "bad"),
    ("panel-ink", "panel"),
    ("panel-soft", "panel"),
    ("panel-accent", "panel"),
    ("panel-warning", "panel"),
)
SHAPES = ("edge", "accent", "accent-deep", *(f"series-{at}" for at in range(1, 6)))
THEMES: tuple[Theme, ...] = ("light", "dark")


def grounds(found: dict[str, Colour]) -> dict[str, Colour]:
    """What lies below text, opaque: surfaces let the ground through, and lie on one another."""
    ground = found["ground"]
    card = found["surface"].over(ground)
    return {
        "ground": ground,
        "surface": card,
        "surface-strong": found["surface-strong"].over(card),
        "raised": found["raised"],
    }


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ink", INKS)
def test_text_can_be_read_on_every_ground(ink: str, theme: Theme) -> None:
    found = tokens(theme)
    for name, ground in grounds(found).items():
        assert contrast(found[ink], ground) >= TEXT, name


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ink", WASHES)
def test_a_colour_can_be_read_on_its_own_wash(ink: str, theme: Theme) -> None:
    found = tokens(theme)
    for name, ground in grounds(found).items():
        washed = found[WASHES[ink]].over(ground)
        assert contrast(found[ink], washed) >= TEXT, name
        assert contrast(found["ink"], washed) >= TEXT, name


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "filled"), ON_FILLED)
def test_text_can_be_read_on_what_is_filled(ink: str, filled: str, theme: Theme) -> None:
    found = tokens(theme)
    assert contrast(found[ink], found[filled]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_can_be_seen_on_every_ground(shape: str, theme: Theme) -> None:
    found = tokens(theme)
    for name, ground in grounds(found).items():
        assert contrast(found[shape], ground) >= SHAPE, name


def test_black_on_white_is_the_most_there_is() -> None:
    black, white = Colour(0, 0, 0), Colour(255, 255, 255)
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(Colour(0, 0, 0, 0.5), white) < 5


def test_both_themes_have_the_same_names_and_are_not_the_same() -> None:
    light, dark = tokens("light"), tokens("dark")
    assert light.keys() == dark.keys()
    assert len(light) > 40
    assert light["ground"].light() > 0.8 > 0.02 > dark["ground"].light()
