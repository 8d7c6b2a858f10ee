"""What is chosen in the form, as what the door supposes."""

import msgspec
import pytest

from service.http.me.suppose_score import Suppositions
from service.http.me.supposition import supposition_of
from service.http.problems.raised import Refused
from service.pages.member.form import body_of
from service.pages.member.score.what_if import supposition

CHOICES = (
    "task_completed",
    "charity_task_completed",
    "small_rentals",
    "large_rentals",
    "paid_on_time",
    "streak_week",
    "second_factor",
    "consents_reviewed",
    "invitation_qualified",
    "late",
    "wait",
)


def fields(what: str, at: int = 1) -> dict[str, str]:
    return {f"what-{at}": what, f"times-{at}": "3", f"days-{at}": "30"}


@pytest.mark.parametrize("what", CHOICES)
def test_each_choice_is_something_that_the_door_takes(what: str) -> None:
    body = body_of({}, Suppositions, suppositions=[supposition(fields(what), 1)])
    (thing,) = body.suppositions
    made = msgspec.structs.asdict(supposition_of(thing, 0))
    assert made.get("times", 3) == 3
    assert made.get("days", 30) == 30


def test_rentals_are_small_or_large() -> None:
    large: dict[str, object] = {"what": "keep_rentals", "large": True, "times": "3", "days": "30"}
    assert supposition(fields("large_rentals"), 1) == large
    del large["large"]
    assert supposition(fields("small_rentals"), 1) == large


def test_an_empty_step_supposes_nothing_and_an_empty_number_is_left_out() -> None:
    assert supposition({}, 1) is None
    assert supposition(fields(""), 1) is None
    assert supposition(fields("wait", 2), 1) is None
    assert supposition({"what-1": "task_completed", "times-1": "", "days-1": "7"}, 1) == {
        "what": "do",
        "kind": "task_completed",
        "days": "7",
    }


@pytest.mark.parametrize("what", ["breach", "nothing", "do", "cure"])
def test_what_is_no_choice_is_refused(what: str) -> None:
    with pytest.raises(Refused):
        body_of({}, Suppositions, suppositions=[supposition(fields(what), 1)])
