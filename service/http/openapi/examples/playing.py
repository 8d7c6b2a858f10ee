"""Examples of boards, games and invitations."""

from typing import Any

from service.http.openapi.examples.values import (
    A_MONTH_LATER,
    BOARD,
    ID,
    INVITATION,
    NAME,
    NOON,
    ROW_KEYS,
    SEASON,
)

ENDS = "2026-03-08T23:00:00Z"

PLAYING: dict[str, dict[str, Any]] = {
    "MyBoard": {
        "second_of_two": {
            "board": BOARD,
            "title": "Seeds this week",
            "season": {"id": SEASON, "starts_at": "2026-03-01T23:00:00Z", "ends_at": ENDS},
            "version": "1772625600.3-12",
            "as_of": NOON,
            "now": NOON,
            "on_board": True,
            "ranked": 2,
            "me": {"rank": 2, "seeds": 20},
            "top": [
                {"rank": 1, "name": "Bob", "seeds": 90, "key": ROW_KEYS[0]},
                {"rank": 2, "name": NAME, "seeds": 20, "key": ROW_KEYS[1], "you": True},
            ],
            "around": [
                {"rank": 1, "name": "Bob", "seeds": 90, "key": ROW_KEYS[0]},
                {"rank": 2, "name": NAME, "seeds": 20, "key": ROW_KEYS[1], "you": True},
            ],
        }
    },
    "GameView": {
        "open_podium": {
            "id": "weekly-podium-2026-W10",
            "kind": "guess_podium",
            "title": "Who will be the first three of the week?",
            "state": "open",
            "open": True,
            "opens_at": "2026-03-01T23:00:00Z",
            "locks_at": "2026-03-07T23:00:00Z",
            "prizes": [50, 30, 20],
            "entrants": 4,
            "podium": {
                "board": BOARD,
                "season": SEASON,
                "places": 3,
                "place_points": 3,
                "podium_points": 1,
            },
        }
    },
    "GuessMade": {
        "a_podium": {"podium": ROW_KEYS},
        "a_score": {"score": 380},
    },
    "GuessTaken": {
        "first_guess": {
            "game": "weekly-podium-2026-W10",
            "version": 1,
            "at": NOON,
            "locks_at": "2026-03-07T23:00:00Z",
            "leaf": 2 * ID,
        }
    },
    "InvitationIssued": {
        "for_a_friend": {
            "code": INVITATION,
            "ends_at": A_MONTH_LATER,
            "inviter_seeds": 100,
            "newcomer_seeds": 100,
        }
    },
    "InvitationNamed": {"as_it_was_told": {"code": INVITATION}},
}
