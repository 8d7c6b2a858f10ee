"""The pure half of the write path: order, folding, records, and what a rule may not do."""

from dataclasses import replace
from typing import Any

import msgspec

from service.store.collection import Key
from service.store.path.command import Append, Command, Emit, Insert, Outcome, Put, Rule
from service.store.path.decide import decide_batch
from service.store.path.record import RECORDS, KeyReused, record_id
from service.store.path.state import RuleError, State, View
from service.store.path.turn import Turn
from tests.store.path.toy import (
    DROP,
    JARS,
    MOVE,
    SECRET_DROP,
    SLIPS,
    Drop,
    Dropped,
    Jar,
    JarMissing,
    JarShort,
    Move,
    Slip,
    command,
    drop,
)


def state_of(*commands: Command[Any], jars: tuple[Jar, ...] = (Jar(id="j1"),)) -> State:
    """A state in which everything that the commands need has been looked up."""
    state = State()
    stored = {JARS.key(jar.id): jar for jar in jars}
    for one in commands:
        for key in needs(one):
            state.learn(key, stored.get(key))
    return state


def needs(one: Command[Any]) -> set[Key]:
    keys = set(one.rule.needs(one, View(State())))
    record = record_id(one)
    return keys | (set() if record is None else {RECORDS.key(record)})


def decide(*commands: Command[Any], **more: Any) -> tuple[list[Turn], State]:
    state = state_of(*commands, **more)
    turns = [Turn(one) for one in commands]
    decide_batch(turns, state, "attempt-1")
    return turns, state


def odd_rule(*effects: Any, answer: Any = None, read: bool = True) -> Rule[Any, Any]:
    """A rule that reads its jar and slip, then wants just these effects."""

    def decided(one: Command[Drop], view: View) -> Outcome[Dropped]:
        if read:
            view.get(JARS, one.body.jar)
            view.get(SLIPS, one.body.slip)
        return Outcome(answer or Dropped(coins=0), effects)

    return Rule("odd", Dropped, DROP.needs, decided)


def decide_odd(rule: Rule[Any, Any]) -> tuple[Turn, State]:
    (turn,), state = decide(command(rule, Drop(jar="j1", slip="s1"), "k1"))
    return turn, state


def test_later_commands_see_what_earlier_ones_did() -> None:
    turns, state = decide(drop("s1"), drop("s2"), drop("s3", coins=5))
    assert [turn.answered.answer.coins for turn in turns if turn.answered] == [1, 2, 7]
    assert state.current[JARS.key("j1")] == Jar(id="j1", version=4, coins=7)


def test_every_command_raises_the_version_and_numbers_its_events() -> None:
    _, state = decide(drop("s1"), drop("s2"))
    events = [row for _, row in state.rows]
    assert [(event.sequence, event.part) for event in events] == [(2, 0), (3, 0)]


def test_the_same_key_in_one_batch_joins() -> None:
    turns, state = decide(drop("s1"), drop("s1"))
    assert turns[0].answered is not None
    assert turns[1].answered is not None
    assert (turns[0].answered.replayed, turns[1].answered.replayed) == (False, True)
    assert turns[0].answered.answer == turns[1].answered.answer
    assert state.current[JARS.key("j1")].coins == 1


def test_the_same_key_with_another_body_is_refused_and_changes_nothing() -> None:
    turns, state = decide(drop("s1", key="k"), drop("s2", key="k"))
    assert turns[1].answered is not None
    assert turns[1].answered.answer == KeyReused()
    assert state.current[SLIPS.key("s2")] is None


def test_another_caller_may_use_the_same_key() -> None:
    one, two = drop("s1", key="k"), drop("s2", key="k")
    turns, _ = decide(one, command(DROP, two.body, "k", caller="member:bob"))
    assert [turn.answered.answer.coins for turn in turns if turn.answered] == [1, 2]


def test_a_key_does_not_bleed_into_the_caller() -> None:
    first = command(DROP, Drop(jar="j1", slip="s1"), "c", caller="a:b")
    second = command(DROP, Drop(jar="j1", slip="s2"), "b:c", caller="a:")
    turns, _ = decide(first, second)
    assert [turn.answered.replayed for turn in turns if turn.answered] == [False, False]


def test_a_refusal_is_stored_and_repeated() -> None:
    turns, state = decide(drop("s1", jar="none"), drop("s1", jar="none"))
    assert [turn.answered.answer for turn in turns if turn.answered] == [
        JarMissing(jar="none"),
        JarMissing(jar="none"),
    ]
    assert [turn.answered.replayed for turn in turns if turn.answered] == [False, True]
    assert set(state.written) == {RECORDS.key(next(k.id for k in state.written))}


def test_a_no_is_not_kept_where_it_need_not_be_unless_it_changes_something() -> None:
    own = replace(drop("s1", jar="none"), keeps_no=False)
    (turn,), state = decide(own)
    assert turn.answered is not None
    assert turn.answered.answer == JarMissing(jar="none")
    assert not state.written
    counting = odd_rule(Put(JARS, Jar(id="j1", coins=9)), answer=JarShort(coins=0, wanted=1))
    for rule in (counting, DROP):
        one = replace(command(rule, Drop(jar="j1", slip="s1"), "k1"), keeps_no=False)
        _, state = decide(one)
        assert RECORDS.name in {key.collection for key in state.written}


def test_under_a_wish_a_no_is_decided_anew_and_a_yes_is_done_once() -> None:
    noes = [replace(drop("s1", jar="none", key="k"), keeps_no=False) for _ in range(3)]
    turns, state = decide(*noes)
    assert not any(turn.answered.replayed for turn in turns if turn.answered)
    assert not state.written
    wishes = [replace(drop("s1", key="k"), keeps_no=False) for _ in range(3)]
    turns, _ = decide(*wishes)
    assert [turn.answered.answer for turn in turns if turn.answered] == [Dropped(coins=1)] * 3
    assert [turn.answered.replayed for turn in turns if turn.answered] == [False, True, True]


def test_a_secret_is_answered_once_and_not_stored() -> None:
    body = Drop(jar="j1", slip="s1")
    turns, state = decide(command(SECRET_DROP, body, "k"), command(SECRET_DROP, body, "k"))
    assert turns[0].answered is not None
    assert turns[1].answered is not None
    assert turns[0].answered.answer == Dropped(coins=1)
    assert turns[1].answered.answer is None
    assert turns[1].answered.replayed
    record: Any = next(doc for key, doc in state.current.items() if key.collection == RECORDS.name)
    assert record.body is None


def test_a_defect_fails_its_own_command_and_leaves_no_trace() -> None:
    turns, state = decide(drop("s1"), drop("s2", trick="raise"), drop("s3"))
    assert isinstance(turns[1].failure, RuntimeError)
    assert turns[1].answered is None
    assert state.current[JARS.key("j1")].coins == 2
    records = [key for key in state.written if key.collection == RECORDS.name]
    assert len(records) == 2, "a defect stores no answer"


def test_a_guarded_document_that_was_relied_on_is_written() -> None:
    row = Append(SLIPS, Slip(id="row", jar="j1", coins=1))
    _, state = decide_odd(odd_rule(Insert(SLIPS, Slip(id="s1", jar="j1", coins=1)), row))
    assert state.current[JARS.key("j1")] == Jar(id="j1", version=2)


def test_a_refusal_with_effects_writes_them() -> None:
    counted = Put(JARS, Jar(id="j1", coins=9))
    turn, state = decide_odd(odd_rule(counted, answer=JarShort(coins=0, wanted=1)))
    assert turn.answered is not None
    assert turn.answered.answer == JarShort(coins=0, wanted=1)
    assert state.current[JARS.key("j1")].coins == 9


def refused_as_defect(rule: Rule[Any, Any]) -> str:
    turn, state = decide_odd(rule)
    assert isinstance(turn.failure, RuleError)
    assert not state.written
    assert not state.rows
    return str(turn.failure)


def test_reading_what_was_not_asked_for_is_a_defect() -> None:
    turns, _ = decide(drop("s1", trick="unread"))
    assert "not among" in str(turns[0].failure)


def test_relying_on_an_absence_that_one_does_not_fill_is_a_defect() -> None:
    assert "relied on to be absent" in refused_as_defect(odd_rule(Put(JARS, Jar(id="j1"))))


def test_putting_what_was_not_read_is_a_defect() -> None:
    refused_as_defect(odd_rule(Put(JARS, Jar(id="j1")), read=False))


def test_putting_twice_is_a_defect() -> None:
    put = Put(JARS, Jar(id="j1"))
    refused_as_defect(odd_rule(put, put, answer=JarMissing(jar="j1")))


def test_putting_what_is_not_guarded_is_a_defect() -> None:
    refused_as_defect(odd_rule(Put(SLIPS, Slip(id="s1", jar="j1", coins=1))))


def test_inserting_over_a_document_is_a_defect() -> None:
    refused_as_defect(odd_rule(Insert(JARS, Jar(id="j1"))))


def test_inserting_what_was_never_looked_up_is_a_defect() -> None:
    refused_as_defect(odd_rule(Insert(SLIPS, Slip(id="other", jar="j1", coins=1))))


def test_an_event_without_a_change_of_its_account_is_a_defect() -> None:
    slip = Insert(SLIPS, Slip(id="s1", jar="j1", coins=1))
    told = Emit(account="j2", kind="x", data=Dropped(coins=1))
    assert "needs a change" in refused_as_defect(odd_rule(slip, told))


def test_two_documents_change_together() -> None:
    jars = (Jar(id="a", coins=3), Jar(id="b"))
    both = command(MOVE, Move(source="a", target="b", coins=2), "m1")
    (turn,), state = decide(both, jars=jars)
    assert turn.answered is not None
    assert [state.current[JARS.key(name)].coins for name in "ab"] == [1, 2]


def test_the_events_of_each_account_are_numbered_from_zero() -> None:
    def decided(one: Command[Move], view: View) -> Outcome[Dropped]:
        jars = [view.get(JARS, name) for name in (one.body.source, one.body.target)]
        told = (Emit(account=name, kind="x", data=Dropped(coins=1)) for name in "abab")
        return Outcome(Dropped(coins=0), (*(Put(JARS, jar) for jar in jars if jar), *told))

    rule = Rule("tell", Dropped, MOVE.needs, decided)
    both = command(rule, Move(source="a", target="b", coins=2), "m1")
    _, state = decide(both, jars=(Jar(id="a"), Jar(id="b")))
    events: list[Any] = [row for _, row in state.rows]
    numbered = [(each.account, each.part) for each in events]
    assert numbered == [("a", 0), ("b", 0), ("a", 1), ("b", 1)]


def test_an_earlier_attempt_that_did_commit_gives_its_own_answer_secrets_included() -> None:
    body = Drop(jar="j1", slip="s1")
    once = command(SECRET_DROP, body, "k")
    turns, state = decide(once)
    later = Turn(once, attempts={"attempt-1": turns[0].answered})
    decide_batch([later], state, "attempt-2")
    assert later.answered is turns[0].answered


def test_a_fence_that_refuses_stops_the_chunk() -> None:
    fence = command(DROP, Drop(jar="none", slip="f"), None)
    state = state_of(fence, drop("s1"))
    turns = [Turn(fence), Turn(drop("s1"))]
    decide_batch(turns, state, "a", fenced=True)
    assert turns[1].answered is None
    assert state.current[JARS.key("j1")] == Jar(id="j1")


def test_values_keep_their_type_through_the_store() -> None:
    jar = Jar(id="j1", version=7, coins=2**40, lid=True)
    raw = JARS.encode(jar)
    assert {type(raw[name]).__name__ for name in ("version", "coins")} == {"Int64"}
    assert raw["lid"] is True
    assert JARS.decode(raw) == jar
    assert msgspec.to_builtins(jar)["id"] == "j1"


def appends(slip: Slip) -> Rule[Any, Any]:
    """A rule that reads its jar alone: the slip's id is made from it."""

    def decided(one: Command[Drop], view: View) -> Outcome[Dropped]:
        jar = view.get(JARS, one.body.jar)
        assert jar is not None
        return Outcome(Dropped(coins=0), (Put(JARS, jar), Append(SLIPS, slip)))

    return Rule("appends", Dropped, lambda one, _: (JARS.key(one.body.jar),), decided)


def test_a_row_that_a_batch_mate_looked_for_in_vain_is_there_for_the_next() -> None:
    """Whoever asked first found nothing; whoever comes behind must not be told the same."""
    slip = Slip(id="s1", jar="j1", coins=3)
    looks = command(odd_rule(answer=JarMissing(jar="j1")), Drop(jar="j1", slip="s1"), "k1")
    makes = command(appends(slip), Drop(jar="j1", slip="s1"), "k2")
    turns, state = decide(looks, makes, drop("s1"))
    answers = [turn.answered.answer for turn in turns if turn.answered]
    assert answers == [JarMissing(jar="j1"), Dropped(coins=0), Dropped(coins=0, again=True)]
    assert state.current[SLIPS.key("s1")] == slip
    # Written once.
    assert SLIPS.key("s1") in state.written
    assert slip not in [row for _, row in state.rows]


def test_a_row_that_nobody_looked_for_is_a_row_and_no_document() -> None:
    slip = Slip(id="s2", jar="j1", coins=3)
    _, state = decide(command(appends(slip), Drop(jar="j1", slip="s1"), "k1"))
    assert (SLIPS, slip) in state.rows
    assert SLIPS.key("s2") not in state.current
