"""Joining, consenting, renaming, leaving; see activate, grant_consent, withdraw_consent, rename."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from service.flows.membership.activate import ACTIVATE, Activate
from service.flows.membership.rename import RENAME, Rename, Renamed
from service.flows.own import AccountGone
from service.flows.tasks.join_task import TaskJoined
from service.members.birth import BirthYearOutOfRange, BirthYearStays, TooYoung
from service.members.consents import PROGRAMME, Purpose
from service.members.counterparty import CounterpartyUnknown
from service.members.display_name import BadDisplayName
from service.members.refusals import (
    AlreadyEnrolled,
    ConsentTextChanged,
    MembershipNotActive,
    NoConsent,
)
from tasks.days.calendar import day_of
from tasks.days.change_zone import pending_from
from tasks.refusals import TaskUnknown, UnknownZone
from tests.flows.world import World
from tests.people import ALICE, NOON, UMBRELLA_KIOSK


async def enrol(world: World, **change: Any) -> Any:
    alice = await world.newcomer(ALICE)
    body = Activate(
        account=alice.account,
        member=alice.member,
        text_sha256=world.text(Purpose.ENROLMENT),
        display_name="Alice",
        zone="Europe/Berlin",
        birth_year=1990,
    )
    return (await world.apply(ACTIVATE, msgspec.structs.replace(body, **change))).answer


async def test_enrolment_grants_itself_and_nothing_else(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    account = await world.account(alice)
    assert [grant.purpose for grant in account.consents] == [Purpose.ENROLMENT]
    assert database.members.find_one({"_id": alice.member})["state"] == "active"
    assert database.inbox.count_documents({"account": alice.account, "kind": "welcome"}) == 1


async def test_other_words_than_the_ones_in_force_are_refused(world: World) -> None:
    assert isinstance(await enrol(world, text_sha256="0" * 64), ConsentTextChanged)


async def test_a_hidden_character_in_a_name_is_refused(world: World) -> None:
    assert isinstance(await enrol(world, display_name="Al\u202eice"), BadDisplayName)


async def test_a_year_of_birth_decides_who_may_join_and_who_is_a_minor(
    world: World, database: Any
) -> None:
    assert await enrol(world, birth_year=2027) == BirthYearOutOfRange(
        birth_year=2027, least=1900, most=2026
    )
    assert await enrol(world, birth_year=2012) == TooYoung(age_min=14, from_year=2027)
    assert (await enrol(world, birth_year=2011)).state == "active"
    stored = database.members.find_one()
    account = database.accounts.find_one({"_id": stored["account"]})
    assert stored["birth_year"] == 2011
    # The first of January 2030 begins in Berlin an hour before it does in Greenwich.
    assert account["adult_from"] == datetime(2029, 12, 31, 23, tzinfo=UTC)
    assert "birth_year" not in account


async def test_who_comes_back_is_not_older(world: World) -> None:
    young = msgspec.structs.replace(ALICE, birth_year=2011)
    alice = await world.member(young)
    await world.withdraw(alice, Purpose.ENROLMENT)
    assert await enrol(world, birth_year=1990) == BirthYearStays(known=2011)
    assert (await enrol(world, birth_year=2011)).state == "active"


async def test_a_zone_that_is_none_is_refused(world: World) -> None:
    assert await enrol(world, zone="Mars/Olympus") == UnknownZone(zone="Mars/Olympus")


async def test_an_account_that_is_gone_cannot_enrol(world: World) -> None:
    assert await enrol(world, account="nobody") == AccountGone()


async def test_enrolling_twice_is_refused(world: World) -> None:
    assert (await enrol(world)).state == "active"
    assert isinstance(await enrol(world), AlreadyEnrolled)


async def test_nothing_can_be_done_before_enrolling(world: World) -> None:
    alice = await world.newcomer(ALICE)
    for refused in (
        await world.grant(alice, Purpose.SCORE),
        await world.join(alice, "return-umbrella"),
        await world.collect(alice),
        await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK),
    ):
        assert isinstance(refused, MembershipNotActive)


async def test_every_change_of_consent_raises_the_epoch_and_leaves_a_row(
    world: World, database: Any
) -> None:
    alice = await world.member(ALICE)
    await world.grant(alice, Purpose.SCORE)
    await world.withdraw(alice, Purpose.SCORE)
    assert (await world.account(alice)).epoch == 3
    rows = list(database.consents.find({"account": alice.account}).sort("_id", 1))
    assert [row["entry"]["grant"] is None for row in rows] == [False, False, True]


async def test_consent_is_only_for_those_who_exist(world: World) -> None:
    alice = await world.member(ALICE)
    for purpose, counterparty in [
        (Purpose.TASK_EVENTS, "no-such-shop"),
        (Purpose.BOARD, UMBRELLA_KIOSK),
        (Purpose.SCORE, UMBRELLA_KIOSK),
        (Purpose.ELIGIBILITY, PROGRAMME),
    ]:
        refused = await world.grant(alice, purpose, counterparty)
        assert refused == CounterpartyUnknown(purpose=purpose, counterparty=counterparty)


async def test_what_was_never_granted_cannot_be_withdrawn(world: World) -> None:
    alice = await world.member(ALICE)
    assert isinstance(await world.withdraw(alice, Purpose.SCORE), NoConsent)


async def test_withdrawing_the_enrolment_closes_the_membership(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    await world.grant(alice, Purpose.SCORE)
    withdrawn = await world.withdraw(alice, Purpose.ENROLMENT)
    assert withdrawn.state == "closing"
    assert not (await world.account(alice)).consents
    assert database.members.find_one({"_id": alice.member})["state"] == "closing"


async def test_a_name_is_normalised_and_a_bad_one_refused(world: World) -> None:
    alice = await world.member(ALICE)
    good = await world.apply(RENAME, Rename(member=alice.member, display_name="  \uff21lice   L. "))
    bad = await world.apply(RENAME, Rename(member=alice.member, display_name="x"))
    gone = await world.apply(RENAME, Rename(member="nobody", display_name="Alice"))
    assert good.answer == Renamed(display_name="Alice L.")
    assert isinstance(bad.answer, BadDisplayName)
    assert gone.answer == AccountGone()


async def test_joining_a_task_again_keeps_the_first_date(world: World) -> None:
    alice = await world.member(ALICE)
    first = await world.join(alice, "return-umbrella")
    world.later(days=1)
    assert (
        await world.join(alice, "return-umbrella")
        == first
        == TaskJoined(task="return-umbrella", at=NOON)
    )
    assert await world.join(alice, "no-such-task") == TaskUnknown(task="no-such-task")


async def test_leaving_is_no_way_round_the_date_line(world: World) -> None:
    """Who comes back lives somewhere else from a midnight on, like whoever asks for it."""
    alice = await world.member(ALICE)
    at = world.clock.domain_now()
    home = (await world.account(alice)).calendar
    await world.withdraw(alice, Purpose.ENROLMENT)
    assert (await enrol(world, zone="Pacific/Kiritimati")).zone == "Pacific/Kiritimati"
    away = (await world.account(alice)).calendar
    assert day_of(away, at) == day_of(home, at)
    assert pending_from(away, at) is not None


async def test_who_moved_a_moment_ago_comes_back_to_the_same_place(world: World) -> None:
    alice = await world.member(ALICE)
    await world.withdraw(alice, Purpose.ENROLMENT)
    await enrol(world, zone="Pacific/Kiritimati")
    world.later(days=2)
    moved = (await world.account(alice)).calendar
    await world.withdraw(alice, Purpose.ENROLMENT)
    assert (await enrol(world, zone="Pacific/Pago_Pago")).zone == "Pacific/Kiritimati"
    assert (await world.account(alice)).calendar == moved


async def test_a_hidden_name_is_shown_again_once_it_is_another(world: World, database: Any) -> None:
    """Coming back with the same one shows nothing; with another one it is as after a change."""
    alice = await world.member(ALICE)
    database.members.update_one({"_id": alice.member}, {"$set": {"name_hidden_at": NOON}})
    await world.withdraw(alice, Purpose.ENROLMENT)
    await enrol(world, display_name=ALICE.name)
    assert database.members.find_one()["name_hidden_at"] is not None
    await world.withdraw(alice, Purpose.ENROLMENT)
    await enrol(world, display_name="Somebody else")
    assert database.members.find_one()["name_hidden_at"] is None
