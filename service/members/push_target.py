"""What a device says of where pushes for it go. Pure."""

from typing import Annotated

import msgspec

from rewards.refusal import Refusal
from service.members.reach import Provider

NEEDED = {Provider.WEBPUSH: "subscription", Provider.GATEWAY: "token"}

Token = Annotated[str, msgspec.Meta(min_length=1, max_length=4096)]


class Subscription(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A browser's subscription (W3C Push API): where its service listens, and its two keys."""

    endpoint: Annotated[str, msgspec.Meta(pattern="^https://[!-~]+$", max_length=2048)]
    p256dh: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{1,200}$")]
    auth: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{1,100}$")]


class TargetUnclear(Refusal, frozen=True, kw_only=True):
    """The provider and what was given for it do not go together."""

    provider: str
    needed: str

    def detail(self) -> str:
        return f"A device of provider {self.provider} needs a {self.needed}, and nothing else."


def target_text(
    provider: Provider, token: str | None, subscription: Subscription | None
) -> str | TargetUnclear:
    """The one text that is kept, sealed: a token as it is, a subscription as JSON."""
    if provider is Provider.GATEWAY and token is not None and subscription is None:
        return token
    if provider is Provider.WEBPUSH and subscription is not None and token is None:
        return msgspec.json.encode(subscription).decode()
    return TargetUnclear(provider=provider.value, needed=NEEDED[provider])
