"""A member consents to one purpose for one counterparty, for a while."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.membership.changed import effects_of
from service.flows.own import active_account, own_needs
from service.members.consents import Purpose
from service.members.counterparty import known_counterparty
from service.members.grant import grant
from service.members.link import Pseudonym
from service.programme import Programme, consent_texts
from service.store.collection import Key
from service.store.path.command import Command, Effect, Emit, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import Claim
from service.store.schema.page import CLAIMS, PSEUDONYMS


class GrantConsent(msgspec.Struct, frozen=True, kw_only=True):
    """`text_sha256` is the hash of the purpose's text on the screen; `days` None means as usual."""

    account: str
    purpose: Purpose
    counterparty: str
    text_sha256: str
    days: int | None = None


class ConsentGranted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`pseudonym` is the id under which a merchant may report events of this member.

    Without `ends_at` it lasts until it is withdrawn.
    """

    purpose: Purpose
    counterparty: str
    ends_at: Instant | None = None
    pseudonym: str | None = None


def needs(command: Command[GrantConsent], view: View) -> Iterable[Key]:
    """The account; for a merchant's events also who the member already is to that merchant."""
    yield from own_needs(command, view)
    if command.body.purpose is Purpose.TASK_EVENTS:
        yield CLAIMS.key(link_claim(command.body.counterparty, command.body.account))
        yield PSEUDONYMS.key(command.ids[0])


def link_claim(merchant: str, account: str) -> str:
    """Of the name that this merchant knows this account by, whose id its holder is."""
    return f"pseudonym:{merchant}:{account}"


def decide(command: Command[GrantConsent], view: View) -> Outcome[ConsentGranted]:
    """The consent, and for a merchant's events the link, which survives a renewal."""
    body = command.body
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    unknown = known_counterparty(body.purpose, body.counterparty, _known(command.programme))
    if unknown is not None:
        return Outcome(unknown)
    changed = grant(
        account,
        counterparty=body.counterparty,
        texts=consent_texts(command.programme, body.purpose),
        shown_sha256=body.text_sha256,
        at=command.domain_at,
        numbers=command.programme.numbers.members,
        days=body.days,
    )
    if isinstance(changed, Refusal):
        return Outcome(changed)
    pseudonym, linking = _link(command, view)
    answer = ConsentGranted(
        purpose=body.purpose,
        counterparty=body.counterparty,
        ends_at=changed.history[0].grant.ends_at if changed.history[0].grant else None,
        pseudonym=pseudonym,
    )
    told = Emit(account=account.id, kind="consent_granted", data=answer)
    return Outcome(answer, (*effects_of(changed), *linking, told))


def _known(programme: Programme) -> dict[Purpose, frozenset[str]]:
    merchants = frozenset(merchant.id for merchant in programme.merchants)
    boards = frozenset(board.id for board in programme.boards)
    shown = frozenset(each for perk in programme.perks if perk.badge for each in perk.merchants)
    return {
        Purpose.TASK_EVENTS: merchants,
        Purpose.ELIGIBILITY: merchants,
        Purpose.BOARD: boards,
        Purpose.BADGE: shown,
    }


def _link(command: Command[GrantConsent], view: View) -> tuple[str | None, tuple[Effect, ...]]:
    """The member's id at this merchant, and what makes it if there is none yet."""
    body = command.body
    if body.purpose is not Purpose.TASK_EVENTS:
        return None, ()
    claim = view.get(CLAIMS, link_claim(body.counterparty, body.account))
    if claim is not None:
        return claim.holder, ()
    (fresh,), at = command.ids, command.domain_at
    link = Pseudonym(id=fresh, merchant=body.counterparty, account=body.account, at=at)
    id_ = link_claim(body.counterparty, body.account)
    claimed = Claim(id=id_, holder=fresh, at=at)
    return fresh, (Insert(CLAIMS, claimed), Insert(PSEUDONYMS, link))


GRANT_CONSENT = Rule("grant_consent", ConsentGranted, needs, decide, ids=1)
