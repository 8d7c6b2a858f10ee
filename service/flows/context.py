"""What every flow is given: the store, the clocks, the programme."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from secrets import randbelow, token_hex
from typing import Any, TypeVar

import msgspec

from service.clock import Clock
from service.keys.ledger_key import LedgerKey
from service.post.post import Post, no_post
from service.programme import Programme
from service.store.gate import GATES_EACH
from service.store.path.command import Answered, Command, Rule
from service.store.store import Store
from service.versions.known import Known
from service.webhooks.hooks import Hooks, no_hooks

Body = TypeVar("Body", bound=msgspec.Struct)
Answer = TypeVar("Answer", bound=msgspec.Struct)


class NoLedgerKey(Exception):
    """This process was given no secret to sign the days of the ledger with."""


def no_ledger_key() -> LedgerKey:
    """For who has no secret. Raises NoLedgerKey."""
    raise NoLedgerKey("there is no key for the days of the ledger here")


@dataclass(frozen=True, slots=True)
class Context:
    """One process's means. `programme` gives the version in force now, `known` has all; it is None
    where nobody can change the programme, as in tests. `ledger_key` makes the key of the ledger's
    days when it is asked for, and may raise what `service.keys.secret` raises; `post` has who sends
    messages out of the inbox, `hooks` what signs and sends webhooks; both may raise that too.
    Without `keeps_no` a key stands for what is wanted: a no that changes nothing is decided anew
    under it, a yes is done once."""

    store: Store
    clock: Clock
    programme: Callable[[], Programme]
    gate: int = field(default_factory=lambda: randbelow(GATES_EACH))
    process: str = field(default_factory=lambda: token_hex(8))
    ledger_key: Callable[[], LedgerKey] = no_ledger_key
    known: Known | None = None
    post: Callable[[], Post] = no_post
    hooks: Callable[[], Hooks] = no_hooks
    keeps_no: bool = True

    async def apply(
        self,
        rule: Rule[Body, Answer],
        body: Body,
        *,
        caller: str,
        key: str | None,
        ids: tuple[str, ...] = (),
        request: str = "",
    ) -> Answered[Answer]:
        """Makes the command and sends it down the write path.

        A caller who sends no key still gets one: then a commit whose reply was lost is found again.
        """
        known = key or token_hex(16)
        command = self.command(rule, body, caller=caller, key=known, ids=ids, request=request)
        keeps_no = self.keeps_no and key is not None
        return await self.store.apply(replace(command, keeps_no=keeps_no))

    def command(
        self,
        rule: Rule[Body, Answer],
        body: Body,
        *,
        caller: str,
        key: str | None,
        ids: tuple[str, ...] = (),
        request: str = "",
    ) -> Command[Any]:
        """The command as of now. `ids` are what was made outside; random ones unless given."""
        programme = self.programme()
        return Command(
            rule=rule,
            body=body,
            caller=caller,
            key=key,
            at=self.clock.server_now(),
            domain_at=self.clock.domain_now(),
            programme=programme,
            gate=self.gate,
            offset=self.clock.offset + self.clock.ahead_of_database(),
            ids=ids or tuple(token_hex(16) for _ in range(rule.ids)),
            request=request,
            process=self.process,
        )
