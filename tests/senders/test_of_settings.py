"""From settings to a sender: what is taken, and what is refused in one line without a secret."""

import pytest

from service.keys.contact import Channel
from service.senders.addresses import BadAddress, read_gateway_url, read_smtp_url
from service.senders.console import ConsoleSender
from service.senders.gateway import GatewaySender
from service.senders.of_settings import notifier_of, pusher_of, sender_of
from service.senders.port import RecipientRefused
from service.senders.push import PushGateway
from service.senders.routed import RoutedSender
from service.settings import Settings, SettingsError
from tests.senders.test_gateway import contact

MAIL = {
    "SEEDBANK_SENDER": "smtp",
    "SEEDBANK_SMTP_URL": "smtp://seedbank:hunter2%2F@mail.example:2525",
    "SEEDBANK_SMTP_FROM": "codes@seedbank.example",
}
GATEWAY = {
    "SEEDBANK_GATEWAY_URL": "https://gateway.example/messages",
    "SEEDBANK_GATEWAY_SECRET": "a gateway's secret of 32 characters",
}


def test_an_smtp_url_says_how_tls_comes_about() -> None:
    server = read_smtp_url("smtp://seedbank:hunter2%2F@mail.example:2525")
    assert (server.host, server.port, server.implicit) == ("mail.example", 2525, False)
    assert (server.username, server.password) == ("seedbank", "hunter2/")
    assert "hunter2" not in repr(server)
    implicit = read_smtp_url("smtps://mail.example")
    assert (implicit.port, implicit.implicit, implicit.username) == (465, True, None)
    assert read_smtp_url("smtp-plain://127.0.0.1:1025").plain


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:99999",
        "smtp://mail.example:port",
        "smtp://a:b@mail.example/path",
        "smtp://a:b?c@mail.example",
        "smtp://mail.example#x",
        "smtp-plain://mail.example",
        "smtp-plain://10.0.0.1",
        "smtp-plain://a:hunter2@127.0.0.1",
        "smtp://mail.example\n",
        "smtp://mail .example",
    ],
)
def test_another_address_of_mail_is_refused(url: str) -> None:
    with pytest.raises(BadAddress) as caught:
        read_smtp_url(url)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "gateway.example",
        "ftp://gateway.example",
        "http://gateway.example/",
        "http://192.168.0.1/",
        "https://a:hunter2@gateway.example/",
        "https://gateway.example/#x",
        "https:///messages",
        "https://gateway.example/ x",
    ],
)
def test_another_address_of_a_gateway_is_refused(url: str) -> None:
    with pytest.raises(BadAddress) as caught:
        read_gateway_url(url)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("url", ["https://gateway.example/a?b=c", "http://localhost:9000/"])
def test_an_address_of_a_gateway_is_taken_as_it_is(url: str) -> None:
    assert read_gateway_url(url) == url


async def test_e_mail_by_smtp_and_no_way_to_telephones() -> None:
    sender = sender_of(Settings.load(MAIL))
    assert isinstance(sender, RoutedSender)
    assert sender.channels == {Channel.EMAIL}
    with pytest.raises(RecipientRefused):
        await sender.send_code(contact(), "123456", minutes=5)


def test_e_mail_by_smtp_and_telephones_by_the_gateway() -> None:
    assert sender_of(Settings.load(MAIL | GATEWAY)).channels == set(Channel)


def test_everything_by_the_gateway() -> None:
    sender = sender_of(Settings.load({"SEEDBANK_SENDER": "gateway"} | GATEWAY))
    assert isinstance(sender, GatewaySender)
    assert sender.channels == set(Channel)


PUSH = {
    "SEEDBANK_PUSH_URL": "https://push.example/notices",
    "SEEDBANK_PUSH_SECRET": "a secret for pushes of 32 letters",
}


def test_notices_go_by_who_sends_codes_and_pushes_by_a_gateway_of_their_own() -> None:
    assert isinstance(notifier_of(Settings.load(MAIL)), RoutedSender)
    assert pusher_of(Settings.load(MAIL)) is None
    assert isinstance(pusher_of(Settings.load(MAIL | PUSH)), PushGateway)
    assert isinstance(pusher_of(Settings.load({})), ConsoleSender)
    assert isinstance(pusher_of(Settings.load(PUSH)), PushGateway)


def test_a_gateway_for_pushes_needs_a_secret() -> None:
    settings = Settings.load({"SEEDBANK_PUSH_URL": "https://push.example"})
    with pytest.raises(SettingsError, match=r"^SEEDBANK_PUSH_SECRET must be"):
        pusher_of(settings)


@pytest.mark.parametrize(
    ("env", "missing"),
    [
        ({"SEEDBANK_SENDER": "smtp"}, "SEEDBANK_SMTP_URL"),
        ({k: v for k, v in MAIL.items() if k != "SEEDBANK_SMTP_FROM"}, "SEEDBANK_SMTP_FROM"),
        ({"SEEDBANK_SENDER": "gateway"}, "SEEDBANK_GATEWAY_URL"),
        (
            {"SEEDBANK_SENDER": "gateway", "SEEDBANK_GATEWAY_URL": "https://gateway.example"},
            "SEEDBANK_GATEWAY_SECRET",
        ),
        (
            MAIL | {"SEEDBANK_GATEWAY_URL": "https://gateway.example"},
            "SEEDBANK_GATEWAY_SECRET",
        ),
    ],
)
def test_what_is_missing_is_named(env: dict[str, str], missing: str) -> None:
    with pytest.raises(SettingsError, match=f"^{missing} must be set together with"):
        sender_of(Settings.load(env))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SMTP_URL", "smtp://a:hunter2@mail.example/x"),
        ("SMTP_FROM", "Seedbank <codes@seedbank.example>"),
        ("SMTP_FROM", "codes@seedbank.example\nBcc: x@y.z"),
        ("GATEWAY_URL", "http://a:hunter2@gateway.example"),
        ("GATEWAY_SECRET", "hunter2"),
        ("GATEWAY_AUTH", "basic"),
        ("PUSH_URL", "http://a:hunter2@push.example"),
        ("PUSH_SECRET", "hunter2"),
        ("SENDER_TIMEOUT_MS", "60000"),
        ("SENDER", "pigeon"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_in_one_line(name: str, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load({f"SEEDBANK_{name}": text})
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_settings_hide_what_senders_know() -> None:
    shown = repr(Settings.load(MAIL | GATEWAY | PUSH))
    assert "hunter2" not in shown
    assert "gateway.example" not in shown
    assert GATEWAY["SEEDBANK_GATEWAY_SECRET"] not in shown
    assert PUSH["SEEDBANK_PUSH_SECRET"] not in shown
    assert "push.example" not in shown
