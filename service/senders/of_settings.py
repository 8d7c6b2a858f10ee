"""The senders that the settings name."""

from service.keys.contact import Channel
from service.senders.addresses import Gateway, read_smtp_url
from service.senders.console import ConsoleSender
from service.senders.gateway import GatewaySender
from service.senders.mailbox import MailboxSender
from service.senders.port import Notifier, Pusher, Sender
from service.senders.push import PushGateway
from service.senders.routed import Both, RoutedSender
from service.senders.smtp import SmtpSender
from service.settings import Settings, SettingsError


def sender_of(settings: Settings) -> Sender:
    """Who sends codes. Made, and not yet connected to anything. SettingsError for what is missing.

    With `smtp`, a gateway that is given too takes the text messages.
    """
    return _both(settings)


def notifier_of(settings: Settings) -> Notifier:
    """Who sends notices by e-mail: the same."""
    return _both(settings)


def pusher_of(settings: Settings) -> Pusher | None:
    """Who pushes to devices; None if nobody does. What shows codes shows pushes, unless there is a
    gateway for them."""
    if settings.push_url is not None:
        secret = _given(settings.push_secret, "PUSH_SECRET", "PUSH_URL")
        gateway = Gateway(url=settings.push_url, secret=secret, auth="hmac")
        return PushGateway(gateway, timeout_s=settings.sender_timeout_ms / 1000)
    sender = _both(settings)
    return sender if isinstance(sender, ConsoleSender | MailboxSender) else None


def _both(settings: Settings) -> Both:
    if settings.sender == "console":
        return ConsoleSender()
    if settings.sender == "mailbox":
        return MailboxSender(settings.data_dir / "mailbox")
    if settings.sender == "gateway":
        return _gateway(settings)
    by_channel: dict[Channel, Both] = {Channel.EMAIL: _smtp(settings)}
    if settings.gateway_url is not None:
        by_channel[Channel.PHONE] = _gateway(settings)
    return RoutedSender(by_channel)


def _smtp(settings: Settings) -> SmtpSender:
    return SmtpSender(
        read_smtp_url(_given(settings.smtp_url, "SMTP_URL", "SENDER=smtp")),
        sender=_given(settings.smtp_from, "SMTP_FROM", "SENDER=smtp"),
        timeout_s=settings.sender_timeout_ms / 1000,
    )


def _gateway(settings: Settings) -> GatewaySender:
    gateway = Gateway(
        url=_given(settings.gateway_url, "GATEWAY_URL", "SENDER=gateway"),
        secret=_given(settings.gateway_secret, "GATEWAY_SECRET", "GATEWAY_URL"),
        auth=settings.gateway_auth,
    )
    return GatewaySender(gateway, timeout_s=settings.sender_timeout_ms / 1000)


def _given(text: str | None, name: str, reason: str) -> str:
    if text is None:
        raise SettingsError(f"SEEDBANK_{name}", f"must be set together with SEEDBANK_{reason}")
    return text
