"""A muted merchant: the same no as any other, in the log, and nothing in the inbox."""

from typing import Any

from rewards.perks.decide_eligibility import MerchantAnswer
from rewards.perks.refusals import MerchantUnknown
from service.flows.membership.mute import MUTE, UNMUTE, Muted, OfMerchant
from service.flows.own import AccountGone
from service.flows.perks.check_eligibility import Checked
from service.flows.perks.open_pass import PassOpened
from service.flows.sign_in.sign_in import SignedIn
from service.members.mute import MerchantMuted
from tests.flows.perks.test_check_eligibility import customer, is_yes, publish
from tests.flows.world import World
from tests.people import ALICE, RIVERSIDE_BIKES, UMBRELLA_KIOSK

KIOSK_MUTED = Muted(muted=(UMBRELLA_KIOSK,))


async def mute(world: World, who: SignedIn, merchant: str = UMBRELLA_KIOSK) -> Any:
    return (await world.apply(MUTE, OfMerchant(account=who.account, merchant=merchant))).answer


async def unmute(world: World, who: SignedIn, merchant: str = UMBRELLA_KIOSK) -> Any:
    return (await world.apply(UNMUTE, OfMerchant(account=who.account, merchant=merchant))).answer


async def test_a_check_is_answered_no_and_is_seen_by_nobody_but_the_log(
    world: World, database: Any
) -> None:
    alice = await customer(world)
    publish(database, alice.account)
    shown = await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)
    assert await mute(world, alice) == KIOSK_MUTED
    checked = (await world.check(shown.token, UMBRELLA_KIOSK)).answer
    assert checked == Checked(perk="umbrella", answer=MerchantAnswer.NO)
    [look] = database.access_log.find({"account": alice.account})
    assert (look["who"], look["answered"]) == (UMBRELLA_KIOSK, "no")
    assert database.inbox.count_documents({"kind": "perk_answered"}) == 0
    assert database.rentals.count_documents({}) == 0


async def test_no_pass_is_opened_for_it_until_it_is_heard_again(
    world: World, database: Any
) -> None:
    alice = await customer(world)
    publish(database, alice.account)
    await mute(world, alice)
    refused = await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)
    assert refused == MerchantMuted(merchant=UMBRELLA_KIOSK)
    assert isinstance(await world.open_pass(alice, "bicycle", RIVERSIDE_BIKES), PassOpened)
    assert await unmute(world, alice) == Muted(muted=())
    shown = await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)
    assert is_yes((await world.check(shown.token, UMBRELLA_KIOSK)).answer)


async def test_muting_twice_is_muting_once(world: World) -> None:
    alice = await world.member(ALICE)
    assert await mute(world, alice) == await mute(world, alice) == KIOSK_MUTED
    before = (await world.account(alice)).version
    await mute(world, alice)
    assert (await world.account(alice)).version == before
    assert await mute(world, alice, "nobody") == MerchantUnknown(merchant="nobody")


async def test_anybody_may_who_has_a_membership(world: World) -> None:
    alice = await world.newcomer(ALICE)
    assert await mute(world, alice) == KIOSK_MUTED
    body = OfMerchant(account="nobody", merchant=UMBRELLA_KIOSK)
    assert (await world.apply(MUTE, body)).answer == AccountGone()
