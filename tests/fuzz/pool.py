"""Values that answers have told, to be sent again: ids that exist reach further than others."""

import random
from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from service.programme_demo import DEMO

KEPT = 30
# What an `id` or `name` is called where it is asked for, by the operation that told it.
CALLED = {
    ("listGames", "id"): "game",
    ("getGame", "id"): "game",
    ("listMyRentals", "id"): "rental",
    ("listMyHolds", "id"): "hold",
    ("setSeedsAside", "id"): "hold",
    ("listHolds", "id"): "hold",
    ("listMyVouchers", "id"): "voucher",
    ("buyVoucher", "id"): "voucher",
    ("listVouchers", "id"): "voucher",
    ("listChallenges", "id"): "challenge",
    ("listMemberChallenges", "id"): "challenge",
    ("challengeEvidence", "id"): "challenge",
    ("listDevices", "id"): "device",
    ("listMerchantKeys", "id"): "key_id",
    ("issueMerchantKey", "id"): "key_id",
    ("listOwnKeys", "id"): "key_id",
    ("issueOwnKey", "id"): "key_id",
    ("listDisplayTokens", "id"): "token_id",
    ("issueDisplayToken", "id"): "token_id",
    ("listTasks", "id"): "task",
    ("listMyBadges", "id"): "badge",
    ("listTransfers", "id"): "transfer",
    ("listOperators", "name"): "operator",
    ("addEndpoint", "id"): "endpoint",
    ("listEndpoints", "id"): "endpoint",
    ("testEndpoint", "id"): "delivery",
    ("openStore", "id"): "store",
    ("listStores", "id"): "store",
    ("openTerminal", "id"): "terminal",
    ("listTerminals", "id"): "terminal",
    ("listDeliveries", "id"): "delivery",
    ("issueDisplayToken", "token"): "shown once",
}
ALIASES = {"next_cursor": "cursor", "pseudonym": "member"}
DULL = {"name", "id", "at", "kind", "state", "title", "detail", "type", "reason"}


class Pool:
    """The newest values by the name of the field, parameter or part of a path that takes them."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._values: dict[str, deque[Any]] = defaultdict(lambda: deque(maxlen=KEPT))
        now = datetime.now(UTC) + timedelta(days=9)
        self._add("event_at", now.isoformat())
        self._add("ends_at", (now + timedelta(hours=2)).isoformat())
        # Only what has begun has a statement.
        self._add("month", f"{datetime.now(UTC):%Y-%m}")
        for text in DEMO.consent_texts:
            self._add("text_sha256", text.sha256)
            self._add("purpose", text.purpose.value)
        for merchant in DEMO.merchants:
            self._add("merchant", merchant.id)
            self._add("counterparty", merchant.id)
            if merchant.charity:
                self._add("charity", merchant.id)
        self._add("counterparty", "programme")
        for name, things in (("task", DEMO.tasks), ("perk", DEMO.perks), ("board", DEMO.boards)):
            for thing in things:
                self._add(name, thing.id)

    def learn(self, operation: str, answer: Any) -> None:
        """Keeps every text of an answer under its name."""
        for name, value in _texts(answer):
            called = CALLED.get((operation, name), ALIASES.get(name, name))
            if called not in DULL:
                self._add(called, value)

    def known(self, name: str) -> Any:
        """A value for `name`; None if none is known."""
        values = self._values.get(name)
        return self._dice.choice(list(values)) if values else None

    def _add(self, name: str, value: Any) -> None:
        if value not in self._values[name]:
            self._values[name].append(value)


def _texts(node: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, each in node.items():
            yield from _texts(each, key)
    elif isinstance(node, list):
        for each in node:
            yield from _texts(each, name)
    elif isinstance(node, str):
        yield name, node
