"""Who calls: good credentials of each kind, made anew when a call has ended them."""

import asyncio
import itertools
import random
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from service.demo.people import people
from service.http.guards.callers import Scope
from service.members.consents import Purpose
from service.programme import consent_text
from service.programme_demo import DEMO
from tests.fuzz.ground import OPERATORS_AT_ONCE, PASSWORD, Ground, hire

SCOPES = tuple(scope.value for scope in Scope)
JOINS = consent_text(DEMO, Purpose.ENROLMENT).sha256
MAY_ASK = consent_text(DEMO, Purpose.ELIGIBILITY).sha256
KINDS = ("member", "merchant", "display", "operator")


class Callers:
    """One caller of each kind at a time."""

    def __init__(self, ground: Ground, dice: random.Random) -> None:
        self._ground, self._dice = ground, dice
        self._contacts = itertools.chain((one.contact for one in people()), _strangers())
        self._numbers = itertools.count()
        self._operators: list[str] = []
        self._made: dict[str, str] = {}
        self._makers: dict[str, Callable[[], str]] = {
            "member": self._member,
            "merchant": self._merchant,
            "display": self._display,
            "operator": self._operator,
        }

    def token(self, kind: str) -> str:
        """A token of this kind that was good when it was last used."""
        if kind not in self._made:
            self._made[kind] = self._makers[kind]()
        return self._made[kind]

    def ended(self, kind: str) -> None:
        """The token of this kind is not good any more: the next one comes from somebody else."""
        self._made.pop(kind, None)

    def strange(self, kind: str) -> str:
        """A token that does not open the doors of `kind`: of another kind, no token, or none."""
        others = [self.token(other) for other in KINDS if other != kind]
        return self._dice.choice([*others, "", "x", self.token(kind)[:-2]])

    def code_for(self, contact: str) -> str:
        """The code that was sent to a contact, asked for now."""
        asked = self._post("/v1/sign-in/codes", {"contact": contact})
        assert asked["expires_in_s"] > 0
        return self._ground.server.code_for(contact)

    def password(self) -> dict[str, str]:
        """Name and password of an operator who has not signed in yet."""
        if not self._operators:
            self._operators = [f"olga-{next(self._numbers)}" for _ in range(OPERATORS_AT_ONCE)]
            asyncio.run(hire(self._ground.settings, self._operators))
        return {"name": self._operators.pop(), "password": PASSWORD}

    def _member(self) -> str:
        contact = next(self._contacts)
        typed = {"contact": contact, "code": self.code_for(contact), "device": "fuzz"}
        token: str = self._post("/v1/sign-in/tokens", typed)["access_token"]
        if contact.endswith(".org"):
            enrolment = {
                "text_sha256": JOINS,
                "display_name": "Stranger",
                "zone": "UTC",
                "birth_year": 1990,
            }
            self._post("/v1/me/activation", enrolment, token)
        for merchant in DEMO.merchants:
            body = {"purpose": "eligibility", "counterparty": merchant.id, "text_sha256": MAY_ASK}
            self._post("/v1/me/consents", body, token)
        return token

    def _merchant(self) -> str:
        kiosk, bikes, meadow, *_ = (
            DEMO.merchants
        )  # the kiosk's umbrella is what most members may have
        merchant = self._dice.choice([kiosk, kiosk, bikes, meadow]).id
        # Some call may have suspended it, and then nothing would begin there any more.
        lifted = f"/v1/operator/merchants/{merchant}/reinstatement"
        self._as_operator(lifted, {"reason": "the next key"})
        body = {"merchant": merchant, "scopes": list(SCOPES), "reason": "the next key"}
        key: str = self._as_operator("/v1/operator/merchant-keys", body)["key"]
        return key

    def _display(self) -> str:
        body = {"board": DEMO.boards[0].id, "reason": "the next screen"}
        token: str = self._as_operator("/v1/operator/display-tokens", body)["token"]
        return token

    def _operator(self) -> str:
        """Of somebody whom no call has disabled."""
        while True:
            answered = self._ground.server.http.post("/v1/operator/sign-in", json=self.password())
            if answered.is_success:
                token: str = answered.json()["access_token"]
                return token

    def _as_operator(self, path: str, body: Any) -> Any:
        try:
            return self._post(path, body, self.token("operator"))
        except AssertionError:  # disabled or signed out since
            self.ended("operator")
            return self._post(path, body, self.token("operator"))

    def _post(self, path: str, body: Any, token: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        headers["Idempotency-Key"] = uuid.uuid4().hex
        answered = self._ground.server.http.post(path, json=body, headers=headers)
        assert answered.is_success, answered.text
        return answered.json()


def _strangers() -> Iterator[str]:
    """When all people of the demo have been used."""
    return (f"stranger-{number}@example.org" for number in itertools.count())
