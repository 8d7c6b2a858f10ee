"""GET /v1/me/badges."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Request, get

from rewards.calendar import Instant, local_date
from rewards.economy import BadgeNumbers
from rewards.perks.badges.say import floored, next_step, say, steps_of
from rewards.perks.badges.share import Share
from rewards.perks.perk import Context, Perk
from rewards.perks.terms.badge import BadgeFact, BadgeTerms
from service.http.guards import TheMember
from service.http.guards.standing import suspended_of
from service.http.me.self import own_account
from service.http.means import Means, TheMeans
from service.http.programme.translated import Say, saying
from service.members.account import Account
from service.members.badge_facts import facts_of
from service.members.badge_shares import told_now


class MyFact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`count` is the caller's own number, which nobody else is told: a viewer hears `at_least`,
    and nothing of the fact where that is absent. `next_step` is what it would be told from."""

    fact: BadgeFact
    count: int
    at_least: int | None = None
    next_step: int | None = None


class MyShare(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`share` is the code that the merchant has. `acts`: it would be told something now. Nobody is
    while the membership is paused, the merchant is muted or suspended, or there is nothing to say
    yet. While there is a `suspended_at` the merchant looks at nothing."""

    share: str
    merchant: str
    made_at: Instant
    ends_at: Instant
    acts: bool
    suspended_at: Instant | None = None


class MyBadge(msgspec.Struct, frozen=True, kw_only=True):
    """A badge, what it says of the caller today, and who is shown it."""

    id: str
    context: Context
    title: str
    terms: str
    outside_terms: str
    merchants: tuple[str, ...]
    facts: tuple[MyFact, ...]
    shares: tuple[MyShare, ...]


class MyBadges(msgspec.Struct, frozen=True, kw_only=True):
    """In the order of the programme document, as of a day of the programme's."""

    badges: tuple[MyBadge, ...]
    as_of: date


@get("/badges", operation_id="listMyBadges", tags=["badges"])
async def list_my_badges(
    request: Request[Any, Any, Any], means: TheMeans, caller: TheMember
) -> MyBadges:
    """What each badge would say, and to whom. Only the caller looks, so nothing is logged."""
    account = await own_account(means, caller)
    say_in, at = saying(request), means.domain_now()
    suspended = await suspended_of(means, {each.merchant for each in account.badges.shares})
    badges = tuple(
        _badge(means, account, perk, perk.badge, say_in, suspended)
        for perk in means.programme.perks
        if perk.badge is not None
    )
    return MyBadges(badges=badges, as_of=local_date(at, means.programme.zone))


def _badge(
    means: Means,
    account: Account,
    perk: Perk,
    terms: BadgeTerms,
    say_in: Say,
    suspended: Mapping[str, Instant],
) -> MyBadge:
    at, numbers = means.domain_now(), means.programme.numbers.perks.badges
    shares = (each for each in account.badges.shares if each.badge == perk.id)
    return MyBadge(
        id=perk.id,
        context=perk.context,
        title=say_in(perk.title),
        terms=say_in(perk.terms),
        outside_terms=say_in(perk.outside_terms) if perk.outside_terms else "",
        merchants=perk.merchants,
        facts=_facts(terms, facts_of(account, at), numbers),
        shares=tuple(
            _share(means, account, each, suspended.get(each.merchant))
            for each in shares
            if at < each.ends_at
        ),
    )


def _facts(
    terms: BadgeTerms, known: dict[BadgeFact, int], numbers: BadgeNumbers
) -> tuple[MyFact, ...]:
    said = {each.fact: each.at_least for each in say(terms, known, numbers)}
    return tuple(
        MyFact(
            fact=fact,
            count=known[fact],
            at_least=said.get(fact),
            next_step=_next(terms, fact, known[fact], numbers),
        )
        for fact in terms.facts
    )


def _next(terms: BadgeTerms, fact: BadgeFact, count: int, numbers: BadgeNumbers) -> int | None:
    """The next step that would be told: none below the least that the badge says."""
    steps = steps_of(fact, numbers)
    told = tuple(step for step in steps if step >= terms.least)
    return next_step(floored(count, steps), told)


def _share(means: Means, account: Account, share: Share, suspended_at: Instant | None) -> MyShare:
    _, facts = told_now(
        account,
        merchant=share.merchant,
        code=share.id,
        perks=means.programme.perks,
        at=means.domain_now(),
        numbers=means.programme.numbers.perks.badges,
    )
    return MyShare(
        share=share.id,
        merchant=share.merchant,
        made_at=share.made_at,
        ends_at=share.ends_at,
        acts=bool(facts) and suspended_at is None,
        suspended_at=suspended_at,
    )
