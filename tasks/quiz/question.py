"""A question with choices, as the programme document has it."""

from typing import Annotated

import msgspec

CHOICES_MIN, CHOICES_MAX = 2, 8

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`answer` is the place of the right choice, from 0 on.

    It is None only where a question has been made fit to be shown; see `tasks.quiz.public`.
    """

    text: Text
    choices: tuple[Annotated[str, msgspec.Meta(min_length=1, max_length=120)], ...]
    answer: Annotated[int, msgspec.Meta(ge=0, lt=CHOICES_MAX)] | None = None


def lint_question(question: Question) -> list[str]:
    """What is wrong with a question, as sentences."""
    choices = question.choices
    rules = {
        f"a question has {CHOICES_MIN} to {CHOICES_MAX} choices": (
            not CHOICES_MIN <= len(choices) <= CHOICES_MAX
        ),
        "two choices are the same": len(set(choices)) < len(choices),
        "the right answer is missing": question.answer is None,
        "the right answer is none of the choices": (
            question.answer is not None and question.answer >= len(choices)
        ),
    }
    return [f"{question.text!r}: {sentence}" for sentence, broken in rules.items() if broken]
