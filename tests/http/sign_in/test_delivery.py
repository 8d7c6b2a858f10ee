"""How a code is delivered shows in no answer, as far as it depends on who asks; a sender that
fails for everybody is told to everybody."""

import msgspec
import pytest

from service.app import create_app
from service.keys import Contact
from service.keys.contact import Channel
from service.language.languages import DEFAULT, Language
from service.senders.port import EVERYWHERE, RecipientRefused, SendError
from tests.http.doors import Doors, is_problem, somebody
from tests.unlimited import UNLIMITED

CODES, TOKENS = "/v1/sign-in/codes", "/v1/sign-in/tokens"


class Sender:
    """Fails as it is told, and remembers what it was asked for."""

    def __init__(self, error: SendError | None = None) -> None:
        self.error = error
        self.channels: frozenset[Channel] = EVERYWHERE
        self.languages: list[Language] = []

    async def send_code(
        self, contact: Contact, code: str, *, minutes: int, language: Language = DEFAULT
    ) -> None:
        self.languages.append(language)
        if self.error is not None:
            raise self.error


def sending(doors: Doors, sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    """The doors with another sender, until the test is over."""
    app = create_app(doors.context, doors.keys, sender, rates=UNLIMITED, extra_handlers=())
    monkeypatch.setattr(doors.app.state, "means", app.state.means)


async def test_an_address_that_is_not_taken_looks_like_any_other(
    own_doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = await own_doors.call("POST", CODES, json={"contact": somebody()})
    sending(own_doors, Sender(RecipientRefused("no such user")), monkeypatch)
    bad = await own_doors.call("POST", CODES, json={"contact": somebody()})
    assert (good.status_code, good.content) == (bad.status_code, bad.content) == (202, good.content)


async def test_a_sender_that_is_down_is_told_to_member_and_stranger_alike(
    own_doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = somebody()
    await own_doors.member(contact)
    sending(own_doors, Sender(SendError("nobody listens")), monkeypatch)
    for who in (contact, somebody()):
        refused = await own_doors.call("POST", CODES, json={"contact": who})
        is_problem(refused, 503, "code_not_sent")
        assert refused.headers["retry-after"] == "30"


async def test_a_channel_that_nobody_serves_is_refused_before_a_code_is_made(
    own_doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = Sender()
    sender.channels = frozenset({Channel.EMAIL})
    sending(own_doors, sender, monkeypatch)
    refused = await own_doors.call("POST", CODES, json={"contact": "+4930123456"})
    assert is_problem(refused, 422, "channel_not_served")["refusal"] == {"channel": "phone"}
    assert not sender.languages
    assert (await own_doors.call("POST", CODES, json={"contact": somebody()})).status_code == 202


async def test_the_message_is_in_the_readers_language(
    own_doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = Sender()
    sending(own_doors, sender, monkeypatch)
    for wanted in ("zh-CN", "de"):
        headers = {"Accept-Language": wanted}
        await own_doors.call("POST", CODES, json={"contact": somebody()}, headers=headers)
    assert sender.languages == [Language.ZH_CN, Language.EN]


async def test_an_installation_may_be_named(doors: Doors) -> None:
    for name, status in (("app-1.2_x", 202), ("short", 422), ("x" * 65, 422), ("with space", 422)):
        body = {"contact": somebody(), "installation": name}
        response = await doors.call("POST", CODES, json=body)
        assert response.status_code == status, msgspec.json.encode(body)
