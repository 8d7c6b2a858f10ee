"""Whose score a game is about: whether they still agree, and who is too close to them to guess."""

from collections.abc import Iterable
from datetime import datetime

from rewards.games.game import Game
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require
from service.store.collection import Key
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS


def agrees(account: Account | None, at: datetime) -> bool:
    """True if the account's next score is published and may be guessed, as far as consents go."""
    return account is not None and all(
        require(account, purpose, PROGRAMME, at) is None
        for purpose in (Purpose.SCORE, Purpose.GUESSABLE)
    )


def target_key(game: Game) -> Iterable[Key]:
    """The target's account, for a game that has a target."""
    if game.target is not None:
        yield ACCOUNTS.key(game.target.account)


def target_agrees(game: Game, view: View, at: datetime) -> bool:
    """Whether nobody's consent is missing. By reference: the reveal asks again, and for good."""
    if game.target is None:
        return True
    return agrees(view.reference(ACCOUNTS, game.target.account), at)


def related(game: Game, account: Account, view: View) -> frozenset[str]:
    """Who could know or change the target's score: who invited it, and whom it invited."""
    if game.target is None:
        return frozenset()
    target = view.reference(ACCOUNTS, game.target.account)
    found = {target.inviting.inviter} if target is not None else set()
    if account.inviting.inviter == game.target.account:
        found.add(account.id)
    return frozenset(each for each in found if each is not None)
