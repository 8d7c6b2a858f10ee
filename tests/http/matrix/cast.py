"""Who knocks: two members, two merchants, displays, operators of each role, and those whose time is
over. Each has things of their own, under ids that the others will try."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bson.int64 import Int64

from rewards.ledger.lots import Lot
from rewards.ledger.spending.spending import Spending, SpendingState
from rewards.perks.passes import Pass
from rewards.perks.rentals.rental import Rental, RentalState
from rewards.perks.rentals.terms import RentalTerms
from rewards.perks.stores.premises import OwnStore, Premises, Terminal
from rewards.perks.vouchers.voucher import Voucher, VoucherState
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.standing.open_challenge import Item, Opened, open_challenge
from rewards.score.standing.standing import Standing
from service.flows.challenges.standing import with_standing
from service.flows.evidence import evidence_row
from service.flows.operators.disable_operator import DISABLE_OPERATOR, DisableOperator
from service.flows.operators.revoke_display_token import REVOKE_DISPLAY_TOKEN, RevokeDisplayToken
from service.flows.operators.revoke_merchant_key import REVOKE_MERCHANT_KEY, RevokeMerchantKey
from service.flows.operators.sign_out_operator import SIGN_OUT_OPERATOR, SignOutOperator
from service.http.guards.callers import Scope
from service.http.guards.kinds import Kind
from service.members.access_challenge import AccessChallenge
from service.members.access_entry import AccessEntry, Looker
from service.members.consents import Purpose
from service.operators.roles import POWERS, Power, Role
from service.store.schema.page import (
    ACCESS_CHALLENGES,
    ACCESS_LOG,
    CHALLENGES,
    DELIVERIES,
    DELIVERY_LINES,
    ENDPOINTS,
    EVIDENCE,
    PASSES,
    PREMISES,
    RENTALS,
    SPENDINGS,
    VOUCHERS,
)
from service.webhooks.delivery import Delivery, DeliveryState, Line, delivery_id, line_id
from service.webhooks.endpoint import Endpoint, Endpoints, EndpointState, SigningKey, Subject
from tests.archive.made import FILES, KEY, manifest_for, packed
from tests.http.doors import BIKES, KIOSK, Doors

ALL = tuple(Scope)
TERMS = RentalTerms(deposit_minor=1000, minutes=60, minutes_max=120)
TASKS = {KIOSK: "return-umbrella", BIKES: "weekly-ride"}


@dataclass(frozen=True)
class Caller:
    """One kind of caller with credentials. `good`: they are in force. `may`: scopes or powers.
    `own` and `foreign` are ids by what they are ids of; `never` is what no answer may show."""

    role: str
    kind: Kind | None
    token: str
    good: bool = True
    may: frozenset[str] = frozenset()
    own: dict[str, str] = field(default_factory=dict)
    foreign: dict[str, str] = field(default_factory=dict)
    never: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Somebody:
    """A member who deals with one merchant, and all that names them."""

    token: str
    merchant: str
    account: str
    ids: dict[str, str]
    names: frozenset[str]


async def somebody(doors: Doors, merchant: str) -> Somebody:
    """An active member with a rental, a hold, a pass, an award, a pseudonym and a device."""
    name = f"Canary {uuid.uuid4().hex[:8]}"
    token = await doors.member(name=name)
    access = doors.keys.read_access(token, doors.clock.server_now())
    assert access is not None
    await doors.consent(token, Purpose.ELIGIBILITY, merchant)
    linked = await doors.consent(token, Purpose.TASK_EVENTS, merchant)
    task = TASKS[merchant]
    await doors.call("POST", f"/v1/me/tasks/{task}", token)
    key, now = await doors.merchant(merchant), doors.clock.domain_now()
    event = {"member": linked["pseudonym"], "task": task, "event_at": now.isoformat()}
    done = await doors.call("POST", "/v1/merchant/events", key, json=event)
    assert done.status_code == 200, done.text
    purse = (await doors.call("GET", "/v1/me/purse", token)).json()
    rental, shown = uuid.uuid4().hex, uuid.uuid4().hex
    await _lend(doors, rental, shown, access.sub, merchant)
    member = (await doors.context.store.driver.db.members.find_one({"account": access.sub}))["_id"]
    inbox = (await doors.call("GET", "/v1/me/inbox", token)).json()
    ids = {
        "rental": rental,
        "hold": rental,
        "voucher": rental,
        "device": access.sid,
        "pass": shown,
        "award": purse["basket"][0]["award"],
        "pseudonym": linked["pseudonym"],
        "message": inbox["messages"][-1]["id"],
        "report": await _brought(doors, token),
        "look": await _looked(doors, access.sub, merchant),
        "share": await _shared(doors, token, merchant),
        **await _told_of(doors, access.sub, merchant),
        **await _sent(doors, access.sub, merchant),
        **await _serves(doors, merchant),
    }
    return Somebody(token, merchant, access.sub, ids, frozenset({name, access.sub, member}))


async def _brought(doors: Doors, token: str) -> str:
    """The id of an archive of another place, which nobody else has brought along."""
    manifest = manifest_for(FILES, programme=uuid.uuid4().hex)
    brought = await doors.call(
        "POST",
        "/v1/me/imports",
        token,
        content=packed(FILES, KEY.sign_archive(manifest)),
        headers={"Content-Type": "application/zip"},
    )
    assert brought.status_code == 201, brought.text
    return str(brought.json()["id"])


async def _shared(doors: Doors, token: str, merchant: str) -> str:
    """The code of a badge that is shared with the merchant, and says something."""
    await doors.consent(token, Purpose.BADGE, merchant)
    accounts: Any = doors.context.store.driver.db.accounts
    access = doors.keys.read_access(token, doors.clock.server_now())
    assert access is not None
    kept = {"$set": {"badges.counts.rentals_kept": Int64(1)}}
    await accounts.update_one({"_id": access.sub}, kept)
    wanted = {"merchant": merchant}
    made = await doors.call("POST", "/v1/me/badges/job-badge/shares", token, json=wanted)
    assert made.status_code == 201, made.text
    return str(made.json()["share"])


async def _looked(doors: Doors, account: str, merchant: str) -> str:
    """The id of a look at the account, as a check leaves it."""
    look = AccessEntry(
        id=uuid.uuid4().hex,
        account=account,
        looker=Looker.MERCHANT,
        who=merchant,
        purpose=Purpose.ELIGIBILITY,
        why="umbrella",
        at=doors.clock.domain_now(),
        answered="no",
    )
    await doors.context.store.driver.db.access_log.insert_one(ACCESS_LOG.encode(look))
    return look.id


async def _told_of(doors: Doors, account: str, merchant: str) -> dict[str, str]:
    """Two late returns that the merchant tells: one counts, the other the member has challenged."""
    database, at = doors.context.store.driver.db, doors.clock.domain_now()
    facts = [
        Evidence(
            id=f"penalty:{uuid.uuid4().hex}",
            kind=EvidenceKind.RETURNED_LATE,
            at=at,
            source=merchant,
        )
        for _ in range(2)
    ]
    item = Item(
        account=account,
        fact=facts[1],
        standing=Standing(status=Status.COUNTED),
        told_at=at,
        reference="r",
        asked=True,
    )
    numbers = doors.context.programme().numbers.challenges
    opened = open_challenge(item, None, statement="no", open_now=0, at=at, numbers=numbers)
    assert isinstance(opened, Opened)
    rows = [evidence_row(account, fact, at=at) for fact in facts]
    rows[1] = with_standing(rows[1], opened.standing)
    made = opened.challenge
    await database.evidence.insert_many([EVIDENCE.encode(row) for row in rows])
    await database.challenges.insert_one(CHALLENGES.encode(made))
    await database.accounts.update_one({"_id": account}, {"$set": {"challenging": [made.id]}})
    return {"evidence": facts[0].id, "challenge": made.id}


async def _sent(doors: Doors, account: str, merchant: str) -> dict[str, str]:
    """The merchant's only endpoint, and what it was told of the account."""
    database, at = doors.context.store.driver.db, doors.clock.domain_now()
    id_ = f"ep_{uuid.uuid4().hex}"
    fresh = doors.context.hooks().fresh(id_)
    endpoint = Endpoint(
        id=id_,
        url="https://hooks.example.com/",
        description="",
        subjects=(Subject.RENTALS,),
        at=at,
        state=EndpointState.ENABLED,
        state_at=at,
        keys=(SigningKey(sealed=fresh.sealed, public=fresh.public),),
    )
    book = ENDPOINTS.encode(Endpoints(id=merchant, endpoints=(endpoint,)))
    await database.endpoints.replace_one({"_id": merchant}, book, upsert=True)
    told = Delivery(
        id=delivery_id(id_, account),
        merchant=merchant,
        endpoint=id_,
        account=account,
        line=line_id(id_, account),
        number=1,
        kind="rental_started",
        subject=Subject.RENTALS.value,
        body=b"{}",
        at=at,
        state=DeliveryState.DEAD,
    )
    line = Line(id=told.line, merchant=merchant, endpoint=id_, account=account, numbered=1)
    await database.deliveries.insert_one(DELIVERIES.encode(told))
    await database.delivery_lines.insert_one(DELIVERY_LINES.encode(line))
    return {"endpoint": id_, "delivery": told.id}


async def _serves(doors: Doors, merchant: str) -> dict[str, str]:
    """The merchant's store, and its two terminals: one that passes are for, and one of this test's
    own."""
    at, store, till = doors.clock.domain_now(), uuid.uuid4().hex, uuid.uuid4().hex
    premises = Premises(
        id=merchant,
        stores=(OwnStore(id=store, name="Harbour", address="", opened_at=at, opened_by=None),),
        terminals=tuple(
            Terminal(id=each, store=store, name="", opened_at=at, opened_by=None)
            for each in (till, "box-7")
        ),
    )
    raw = PREMISES.encode(premises)
    rows: Any = doors.context.store.driver.db.premises
    await rows.replace_one({"_id": merchant}, raw, upsert=True)
    return {"store": store, "terminal": till}


async def _challenged(doors: Doors, account: str) -> str:
    """The id of a challenge of such a look, which waits for an answer."""
    made = AccessChallenge(
        id=await _looked(doors, account, KIOSK),
        account=account,
        statement="the matrix of callers",
        at=doors.clock.domain_now(),
    )
    await doors.context.store.driver.db.access_challenges.insert_one(ACCESS_CHALLENGES.encode(made))
    return made.id


async def _lend(doors: Doors, rental: str, shown: str, account: str, merchant: str) -> None:
    """A quote, an open pass, a hold and a voucher that are over, as those who make them would leave
    them."""
    now, database = doors.clock.domain_now(), doors.context.store.driver.db
    hour = timedelta(hours=1)
    quote = Rental(
        id=rental,
        account=account,
        merchant=merchant,
        perk="umbrella",
        terms=TERMS,
        at=now,
        state=RentalState.QUOTED,
        state_at=now,
        ends_at=now + hour,
    )
    opened = Pass(
        id=shown,
        account=account,
        perk="umbrella",
        merchant=merchant,
        issued_at=now,
        expires_at=now + hour,
    )
    ended = Spending(
        id=rental,
        account=account,
        merchant=merchant,
        seeds=5,
        at=now - hour,
        ends_at=now,
        state=SpendingState.ENDED,
        state_at=now,
    )
    over = Voucher(
        id=rental,
        account=account,
        perk="coffee",
        merchant=merchant,
        seeds=8,
        lots=(Lot(expires_at=now + 30 * 24 * hour, amount=8),),
        code="0481516234200021",
        at=now - hour,
        ends_at=now,
        returnable=True,
        stocked=False,
        state=VoucherState.EXPIRED,
        state_at=now,
    )
    await database.vouchers.insert_one(VOUCHERS.encode(over))
    await database.spendings.insert_one(SPENDINGS.encode(ended))
    await database.rentals.insert_one(RENTALS.encode(quote))
    await database.passes.insert_one(PASSES.encode(opened))


def _of_member(role: str, one: Somebody, other: Somebody) -> Caller:
    return Caller(
        role=role,
        kind=Kind.MEMBER,
        token=one.token,
        own=one.ids,
        foreign=other.ids,
        never=other.names | frozenset(other.ids.values()),
    )


async def cast(doors: Doors) -> list[Caller]:
    """Everybody, fresh: what one test does to them is no other test's trouble."""
    alice, bob = await somebody(doors, KIOSK), await somebody(doors, BIKES)
    late = doors.clock.server_now() - timedelta(hours=1)
    return [
        Caller("nobody", None, ""),
        Caller("nonsense", None, "nonsense"),
        _of_member("member A", alice, bob),
        _of_member("member B", bob, alice),
        Caller(
            "member, expired",
            Kind.MEMBER,
            doors.keys.sign_access(alice.account, alice.ids["device"], late),
            good=False,
        ),
        *await _merchants(doors, alice, bob),
        *await _displays(doors),
        *await _operators(doors, alice),
    ]


async def _merchants(doors: Doors, alice: Somebody, bob: Somebody) -> list[Caller]:
    people = alice.names | bob.names
    found = []
    tills = {each: (await doors.merchant(each)).split("_")[2] for each in (KIOSK, BIKES)}
    for role, one, other, scopes in (
        ("merchant", alice, bob, ALL),
        ("other merchant", bob, alice, ALL),
        ("merchant without scopes", alice, bob, ()),
    ):
        key = await doors.merchant(one.merchant, tuple(scopes))
        hidden = ("rental", "pseudonym", "pass", "share")
        never = people | {other.ids[each] for each in hidden}
        own, foreign = (
            each.ids | {"task": TASKS[each.merchant], "key": tills[each.merchant]}
            for each in (one, other)
        )
        found.append(Caller(role, Kind.MERCHANT, key, True, frozenset(scopes), own, foreign, never))
    key = await doors.merchant(KIOSK, ALL)
    revoke = RevokeMerchantKey(key=key.split("_")[2])
    await doors.context.apply(REVOKE_MERCHANT_KEY, revoke, caller="test", key=None)
    return [*found, Caller("merchant, revoked", Kind.MERCHANT, key, good=False)]


async def _displays(doors: Doors) -> list[Caller]:
    token = await doors.display()
    revoke = RevokeDisplayToken(token=token.split("_")[1])
    await doors.context.apply(REVOKE_DISPLAY_TOKEN, revoke, caller="test", key=None)
    return [
        Caller("display", Kind.DISPLAY, await doors.display()),
        Caller("display, revoked", Kind.DISPLAY, token, good=False),
    ]


async def _operators(doors: Doors, alice: Somebody) -> list[Caller]:
    ids = {
        "account": alice.account,
        "access challenge": await _challenged(doors, alice.account),
        "evidence": alice.ids["evidence"],
        "terminal": alice.ids["terminal"],
        "challenge": alice.ids["challenge"],
        "key": (await doors.merchant(KIOSK)).split("_")[2],
        "display token": (await doors.display()).split("_")[1],
        "operator": _name(),
    }
    await doors.operator(Role.SUPPORT, name=ids["operator"])
    found = []
    for role in Role:
        powers: frozenset[Power] = POWERS[role]
        token = await doors.operator(role)
        found.append(Caller(role.value, Kind.OPERATOR, token, may=frozenset(powers), own=ids))
    gone, out = _name(), _name()
    tokens = [await doors.operator(name=name) for name in (gone, out)]
    session = doors.keys.read_operator(tokens[1], doors.clock.server_now())
    assert session is not None
    ends = (
        (DISABLE_OPERATOR, DisableOperator(operator=gone)),
        (SIGN_OUT_OPERATOR, SignOutOperator(operator=out, session=session.sid)),
    )
    for rule, body in ends:
        await doors.context.apply(rule, body, caller="test", key=None)
    over = zip(("disabled", "signed out"), tokens, strict=True)
    return [
        *found,
        *(Caller(f"operator, {how}", Kind.OPERATOR, each, good=False) for how, each in over),
    ]


def _name() -> str:
    return f"o-{uuid.uuid4().hex[:12]}"
