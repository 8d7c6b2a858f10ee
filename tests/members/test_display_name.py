"""Names that show what they are."""

import pytest

from service.members.display_name import BadDisplayName, display_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alice", "Alice"),
        ("  Alice   B  ", "Alice B"),
        ("Ａｌｉｃｅ", "Alice"),  # noqa: RUF001 - full-width letters are the point
        ("Ame\u0301lie", "Amélie"),
        ("王小明", "王小明"),
        ("Al\u00a0ice", "Al ice"),
    ],
)
def test_a_name_is_normalised(text, name):
    assert display_name(text) == name


@pytest.mark.parametrize("text", ["", " ", "A", "x" * 25, "ﷺ" * 2])
def test_length_counts_after_normalising(text):
    refusal = display_name(text)
    assert isinstance(refusal, BadDisplayName)
    assert refusal.hidden == 0


@pytest.mark.parametrize(
    "text",
    [
        "Al\u202eice",
        "Al\u200bice",
        "Al\nice",
        "Al\0ice",
        "Al\u2066ice",
        "Al\ud800ice",
        "Al\u2028ice",
    ],
)
def test_characters_that_do_not_show_are_refused(text):
    refusal = display_name(text)
    assert isinstance(refusal, BadDisplayName)
    assert refusal.hidden == 1
