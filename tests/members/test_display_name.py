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


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("\u3164\u3164", 2),
        ("\u2800\u2800", 2),
        ("\u115f\u17b4", 2),
        ("Al\u3164ice", 1),
        ("Al\u034fice", 1),
        ("Al\U000e0100ice", 1),
        ("\ufe0f\ufe0f", 2),
        ("\u0301\u0301", 2),
    ],
)
def test_nor_does_a_letter_or_a_sign_that_is_blank(text, hidden):
    refusal = display_name(text)
    assert isinstance(refusal, BadDisplayName)
    assert refusal.hidden == hidden


@pytest.mark.parametrize("text", ["I \u2764\ufe0f U", "\u2764\ufe0f", "นภัทร", "한글", "x2"])
def test_marks_that_belong_to_a_sign_are_none_of_them(text):
    assert display_name(text) == text
