"""Where a member wants to be told of something outside of the inbox. Pure.

`sealed` texts are made and opened by `service.keys.seals`; no rule ever reads one.
"""

import enum

import msgspec

from rewards.refusal import Refusal
from service.language.languages import Language
from service.members.message import MessageKind
from service.members.sent_out import starts_clock

EMAIL = "email"


class Provider(enum.StrEnum):
    """Who takes a push: a browser's push service, or what the gateway knows by a token."""

    WEBPUSH = "webpush"
    GATEWAY = "gateway"


class EmailTarget(msgspec.Struct, frozen=True, kw_only=True):
    """An e-mail address, and the language in which to write there."""

    sealed: str
    language: Language


class PushTarget(msgspec.Struct, frozen=True, kw_only=True):
    """A device, which is a session, and what its provider knows it by."""

    device: str
    provider: Provider
    sealed: str
    language: Language


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """All places of one account, whose id is `id`; and what the member has chosen among them."""

    id: str
    email: EmailTarget | None = None
    push: tuple[PushTarget, ...] = ()
    wants_email: bool = True
    wants_push: bool = True
    version: int = 1


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One place to send a message to. `provider` is None for an e-mail, `device` empty."""

    name: str
    sealed: str
    language: Language
    provider: Provider | None = None
    device: str = ""


class ContactIsAnother(Refusal, frozen=True, kw_only=True):
    """Not the contact of the membership: nobody is to be written to who did not ask for it."""

    def detail(self) -> str:
        return "Notices go to the e-mail address that you sign in with: give that one."


class NoticesByEmail(Refusal, frozen=True, kw_only=True):
    """A telephone number, where only e-mail is sent."""

    def detail(self) -> str:
        return "Notices are sent by e-mail only: give the e-mail address that you sign in with."


def push_place(device: str) -> str:
    """What a device is called among the places."""
    return f"push:{device}"


def places(reach: Reach | None, kind: MessageKind) -> tuple[Place, ...]:
    """Where a message of this kind goes: where the member wants it; everywhere, if a clock starts
    with it."""
    if reach is None:
        return ()
    everywhere = starts_clock(kind)
    found: list[Place] = []
    if reach.email is not None and (reach.wants_email or everywhere):
        found.append(Place(name=EMAIL, sealed=reach.email.sealed, language=reach.email.language))
    if reach.wants_push or everywhere:
        found += [
            Place(
                name=push_place(each.device),
                sealed=each.sealed,
                language=each.language,
                provider=each.provider,
                device=each.device,
            )
            for each in reach.push
        ]
    return tuple(found)


def with_target(reach: Reach, target: PushTarget, *, most: int) -> Reach:
    """The device's target in place of the one before. Of too many the oldest are forgotten: they
    are of devices that are no more."""
    others = tuple(each for each in reach.push if each.device != target.device)
    return msgspec.structs.replace(reach, push=(*others, target)[-most:])


def without_places(reach: Reach, names: frozenset[str]) -> Reach:
    """Without these places."""
    kept = tuple(each for each in reach.push if push_place(each.device) not in names)
    email = None if EMAIL in names else reach.email
    if kept == reach.push and email == reach.email:
        return reach
    return msgspec.structs.replace(reach, push=kept, email=email)


def masked(address: str) -> str:
    """An address as it is shown to who knows it: a…@example.com."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}…@{domain}"
