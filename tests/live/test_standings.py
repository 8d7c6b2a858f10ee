"""The order kept up to date is the order worked out anew, whatever happens in between."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from rewards.boards.rank import Ranked, Standing, rank
from service.live.standings import Standings
from tests.people import NOON

PEOPLE = [f"account-{n}" for n in range(8)]

adding = st.tuples(st.just("add"), st.sampled_from(PEOPLE), st.integers(1, 3), st.integers(0, 4))
turning = st.tuples(st.just("turn"), st.sampled_from(PEOPLE), st.just(0), st.just(0))
taking = st.tuples(st.just("take"), st.sampled_from(PEOPLE), st.integers(1, 3), st.integers(0, 4))
steps = st.lists(st.one_of(adding, adding, taking, turning), max_size=40)


def played(happened: list[tuple[str, str, int, int]]) -> tuple[Standings, tuple[Ranked, ...]]:
    """The standings after these steps, and what they must be."""
    shown: set[str] = set()
    standings = Standings(shown)
    values: dict[str, Standing] = {}
    for step, account, value, minutes in happened:
        if step in ("add", "take"):
            at = NOON + timedelta(minutes=minutes)
            before = values.get(account, Standing(account=account, value=0, reached_at=at))
            more = value if step == "add" else -min(value, before.value)
            standings.add(account, more, at)
            values[account] = Standing(
                account=account,
                value=before.value + more,
                reached_at=max(before.reached_at, at),
            )
        elif account in shown:
            standings.hide(account)
            shown.remove(account)
        else:
            shown.add(account)
            standings.show(account)
    ranked = (values[account] for account in shown & values.keys())
    return standings, rank(each for each in ranked if each.value)


@given(steps)
def test_ranks_are_those_of_the_rule(happened: list[tuple[str, str, int, int]]) -> None:
    standings, expected = played(happened)
    assert len(standings) == len(expected)
    assert standings.top(len(PEOPLE)) == expected
    for place, ranked in enumerate(expected):
        account = ranked.standing.account
        assert standings.own(account) == ranked
        assert standings.around(account, 2) == expected[max(0, place - 2) : place + 3]


@given(steps)
def test_the_hidden_see_the_rank_they_would_have(
    happened: list[tuple[str, str, int, int]],
) -> None:
    standings, expected = played(happened)
    hidden = set(PEOPLE) - {each.standing.account for each in expected}
    for account in hidden:
        own = standings.own(account)
        assert standings.around(account, 2) == ()
        if own is not None:
            above = [each for each in expected if each.standing.value > own.standing.value]
            assert own.rank == len(above) + 1


def test_a_whole_season_is_loaded_at_once() -> None:
    rows = [
        Standing(account=account, value=n // 2 + 1, reached_at=NOON)
        for n, account in enumerate(PEOPLE)
    ]
    loaded = Standings(frozenset(PEOPLE[:5]), rows)
    assert loaded.top(8) == rank(rows[:5])
    assert loaded.own("nobody") is None
