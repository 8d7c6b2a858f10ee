"""A season on a board as its member finds it: in the access log, on the page, and challenged."""

import pytest

from rewards.boards.board import season_of
from rewards.boards.rank import Standing
from rewards.boards.season import schedule
from service.members.board_look import board_look_id
from service.programme_demo import DEMO
from service.settlement.seasons.log_board import LOG_BOARD, LogBoard
from tests.http.doors import Doors, is_problem
from tests.people import NOON

BOARD = DEMO.boards[0]
WEEK = schedule(BOARD, season_of(BOARD, NOON, DEMO.zone), at=NOON, numbers=DEMO.numbers.seasons)
PAGE = "/member/you/looks"


async def was_on_it(doors: Doors, seeds: int = 60) -> tuple[str, str]:
    """A member with this season in the log; the token, and the look's id."""
    token = await doors.member()
    access = doors.keys.read_access(token, doors.clock.server_now())
    assert access is not None
    standing = Standing(account=access.sub, value=seeds, reached_at=NOON)
    body = LogBoard(season=WEEK, standing=standing)
    for _ in range(2):
        await doors.context.apply(LOG_BOARD, body, caller="test", key=None)
    return token, board_look_id(WEEK.id, access.sub)


async def test_it_stands_in_the_access_log_once_and_can_be_challenged(doors: Doors) -> None:
    token, look = await was_on_it(doors)
    [seen] = (await doors.call("GET", "/v1/me/access-log", token)).json()["looks"]
    assert (seen["id"], seen["looker"], seen["who"]) == (look, "display", BOARD.id)
    assert (seen["purpose"], seen["why"]) == ("board", "2026-W10")
    assert seen["answered"] == "seeds: 60"
    path, said = f"/v1/me/access-log/{look}/challenge", {"statement": "I had left the board."}
    other = await doors.member()
    is_problem(await doors.call("POST", path, other, json=said), 404, "look_unknown")
    assert (await doors.call("POST", path, token, json=said)).status_code == 201
    [seen] = (await doors.call("GET", "/v1/me/access-log", token)).json()["looks"]
    assert seen["challenge"]["statement"] == said["statement"]


@pytest.mark.parametrize(
    ("language", "seeds", "said"),
    [
        ("en", 60, (BOARD.title, "shown with 60 seeds", "on this board in the week 2026-W10")),
        ("en", 1, ("shown with 1 seed<",)),
        (
            "zh-CN",
            60,
            (
                DEMO.translations["zh-CN"][BOARD.title],
                "\u5c55\u793a\u4e86 60 \u9897\u79cd\u5b50",
                "2026-W10 \u8fd9\u4e00\u5468",
            ),
        ),
    ],
)
async def test_the_page_says_what_was_shown_and_offers_no_muting(
    doors: Doors, language: str, seeds: int, said: tuple[str, ...]
) -> None:
    token, look = await was_on_it(doors, seeds)
    headers = {"Cookie": f"seedbank_access={token}", "Accept-Language": language}
    page = await doors.call("GET", PAGE, headers=headers)
    assert page.status_code == 200
    for each in said:
        assert each in page.text, page.text
    assert f'value="{look}"' in page.text
    assert 'name="merchant"' not in page.text
    assert "seeds: " not in page.text
