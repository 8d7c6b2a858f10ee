"""A journey with a canary in every place where a secret or something personal may be."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any

from httpx import Client, Response

from service.members.consents import Purpose
from tests.http.doors import KIOSK, text

BERLIN = "Europe/Berlin"


@dataclass
class Birds:
    """The canaries: whatever was planted or received and must be found in no log."""

    planted: dict[str, str] = field(default_factory=dict)

    def plant(self, where: str, form: str = "canary{}") -> str:
        """A new one, made to fit its place."""
        return self.keep(where, form.format(token_hex(6)))

    def keep(self, where: str, secret: str) -> str:
        """One that somebody else has made."""
        self.planted[f"{where} {len(self.planted)}"] = secret
        return secret

    def found_in(self, log: str) -> dict[str, str]:
        """Those that a log holds, also in parts."""
        return {
            where: secret
            for where, secret in self.planted.items()
            if any(part in log for part in _parts(secret))
        }


def _parts(secret: str) -> list[str]:
    """The whole, and what of it would be enough."""
    return [secret, *re.findall(r"canary[0-9a-f]{12}", secret)]


@dataclass
class Traveller:
    """Somebody with a client, a mailbox and canaries."""

    http: Client
    mailbox: Path
    birds: Birds
    answers: list[Response] = field(default_factory=list)

    def call(self, method: str, path: str, token: str = "", **options: Any) -> Response:
        """One request, with canaries in headers that nobody asked for."""
        plant = self.birds.plant
        headers = {
            "Idempotency-Key": plant("key"),
            "User-Agent": plant("agent"),
            "Cookie": f"session={plant('cookie')}",
            "X-Forwarded-For": plant("address"),
            "X-Request-Id": plant("request id"),
        }
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if "content" in options:
            headers["Content-Type"] = "application/json"
        headers |= options.pop("headers", {})
        answer = self.http.request(method, path, headers=headers, **options)
        self.answers.append(answer)
        return answer

    def sign_in(self, contact: str) -> str:
        """An access token, after two wrong codes."""
        self.birds.keep("contact", contact)
        assert self.call("POST", "/v1/sign-in/codes", json={"contact": contact}).is_success
        code = self.birds.keep("code", (self.mailbox / contact).read_text())
        device = self.birds.plant("device")
        wrong = f"{(int(code) + 1) % 1_000_000:06}"
        for tried in (wrong, wrong, code):
            typed = {"contact": contact, "code": tried, "device": device}
            answer = self.call("POST", "/v1/sign-in/tokens", json=typed)
        assert answer.is_success, answer.text
        refresh = self.birds.keep("refresh token", answer.json()["refresh_token"])
        self.birds.keep("access token", answer.json()["access_token"])
        renewed = self.call("POST", "/v1/sign-in/refresh", json={"refresh_token": refresh})
        if renewed.is_success:
            self.birds.keep("refresh token", renewed.json()["refresh_token"])
        token: str = (renewed if renewed.is_success else answer).json()["access_token"]
        return self.birds.keep("access token", token)

    def enrol(self, token: str) -> str:
        """Activates with a name, agrees to two things; the pseudonym at the kiosk."""
        name = self.birds.plant("display name", "Bird {}")
        body = {
            "text_sha256": text(Purpose.ENROLMENT),
            "display_name": name,
            "zone": BERLIN,
            "birth_year": 1990,
        }
        assert self.call("POST", "/v1/me/activation", token, json=body).is_success
        for purpose in (Purpose.ELIGIBILITY, Purpose.TASK_EVENTS):
            consent = {"purpose": purpose, "counterparty": KIOSK, "text_sha256": text(purpose)}
            granted = self.call("POST", "/v1/me/consents", token, json=consent)
            assert granted.is_success, granted.text
        return self.birds.keep("pseudonym", granted.json()["pseudonym"])

    def go_wrong(self, token: str, kiosk: str) -> None:
        """Requests that fail, each with a canary where it fails."""
        plant, post = self.birds.plant, "POST"
        me, checks = "/v1/me/passes", "/v1/merchant/checks"
        self.call("GET", f"/v1/boards/{plant('path')}", token)
        self.call("GET", f"/{plant('path')}/{plant('path')}", token)
        self.call("GET", f"/v1/me/inbox?cursor={plant('query')}&{plant('query')}=1", token)
        self.call("GET", "/v1/me", plant("token"))
        self.call("GET", "/v1/me", headers={"Authorization": f"Basic {plant('basic')}"})
        self.call("GET", "/v1/me", kiosk)
        self.call("GET", "/v1/display/board", plant("display", "sbd_{}"))
        self.call(post, checks, plant("merchant key", "sbm_test_{}_" + "0" * 64), json={})
        self.call(post, checks, kiosk, json={"token": plant("pass")})
        self.call(post, checks, kiosk, json={"code": plant("code")})
        self.call(post, me, token, json={"perk": plant("perk"), "merchant": plant("merchant")})
        self.call(post, me, token, json={plant("field"): plant("value")})
        self.call(post, me, token, content=f'{{"perk": "{plant("malformed")}"')
        self.call(post, me, token, content="[" * 40 + f'"{plant("deep")}"' + "]" * 40)
        # What is not read of it would be taken for the next request.
        closing = {"Connection": "close"}
        self.call(post, me, token, content=plant("large") * 4_000, headers=closing)
        self.call(post, me, token, json={}, headers={"Content-Type": plant("type")})
        self.call(plant("method").upper(), "/v1/me", token)
        sign_in = {"contact": plant("contact", "not an address {}"), "code": plant("code")}
        self.call(post, "/v1/sign-in/tokens", json=sign_in)
        self.call(post, "/v1/sign-in/refresh", json={"refresh_token": plant("refresh")})
        operator = {"name": "root", "password": plant("password")}
        self.call(post, "/v1/operator/sign-in", json=operator)
