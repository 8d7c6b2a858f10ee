"""A task rests while all who could report it are suspended."""

import pytest

from tasks.kinds import APP, PHONE
from tasks.task import rests
from tests.people import RIVERSIDE_BIKES, UMBRELLA_KIOSK
from tests.tasks.helpers import changed

KIOSK, BIKES = UMBRELLA_KIOSK, RIVERSIDE_BIKES


@pytest.mark.parametrize(
    ("sources", "suspended", "is_resting"),
    [
        ((KIOSK,), {KIOSK}, True),
        ((KIOSK,), {KIOSK, BIKES}, True),
        ((KIOSK, BIKES), {KIOSK, BIKES}, True),
        ((KIOSK, BIKES), {KIOSK}, False),
        ((KIOSK, PHONE), {KIOSK}, False),
        ((APP,), {KIOSK}, False),
        ((KIOSK,), (), False),
    ],
)
def test_it_rests_once_nobody_is_left_to_report_it(
    sources: tuple[str, ...], suspended: set[str], is_resting: bool
) -> None:
    assert rests(changed(sources=sources), suspended) is is_resting
