"""Messages in words: the service says a kind and its values, the sentences are made here."""

import html
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

import msgspec

from service.http.me.list_inbox import InboxMessage
from service.pages.member.names import Names
from service.pages.named import named
from service.pages.page import templates
from service.pages.times import times_in

FOLDER = "member/messages"
SUBJECTS = ("seeds", "lent", "people", "evidence", "me")
# Where a message leads, by how its kind begins: the page on which something can be done about it.
LEADS = {
    "seeds": "/member",
    "streak": "/member",
    "prize": "/member",
    "award": "/member/earn",
    "hold": "/member/seeds",
    "voucher": "/member/vouchers",
    "perk": "/member/perks",
    "rental": "/member/perks",
    "invitation": "/member/earn",
    "game": "/member/play",
    "device": "/member/you/devices",
    "devices": "/member/you/devices",
    "scheme": "/member/score",
    "score": "/member/score",
    "penalty": "/member/score/evidence",
    "challenge": "/member/score/evidence",
    "look": "/member/you/looks",
    "badge": "/member/you/looks",
    "name": "/member/you",
    "yearly": "/member/you/consents",
}


@dataclass(frozen=True)
class Told:
    """A message in the reader's words. `leads` is empty where there is nothing to go to."""

    message: InboxMessage
    title: str
    text: str
    leads: str


class Given(dict[str, Any]):
    """A message's values; what it does not say is None."""

    def __missing__(self, _name: str) -> None:
        return None


def told(message: InboxMessage, names: Names, zone: str, now: datetime) -> Told:
    """Its title and text. A kind that has no words is told by its name."""
    given = _given({**message.texts, **message.numbers}, names.lang, zone, now)
    says = _macro(names.lang, message.kind)
    said = str(says(given, names)) if says else named(names.lang, "", message.kind)
    title, _, text = html.unescape(said).strip().partition("\n")
    return Told(
        message=message,
        title=title,
        text=" ".join(text.split()),
        leads=_leads(message),
    )


def _leads(message: InboxMessage) -> str:
    subject = message.kind.partition("_")[0]
    rental = message.texts.get("rental", "") if subject == "rental" else ""
    return f"/member/rentals/{quote(rental, safe='')}" if rental else LEADS.get(subject, "")


def has_words(lang: str, kind: str) -> bool:
    """Whether somebody has given words to a kind."""
    return _macro(lang, kind) is not None


def _macro(lang: str, kind: str) -> Any:
    modules = (templates(lang).get_template(f"{FOLDER}/{each}.html").module for each in SUBJECTS)
    return next((found for each in modules if (found := getattr(each, kind, None))), None)


def _given(values: dict[str, str | int], lang: str, zone: str, now: datetime) -> Given:
    """Moments as they are written, and the reasons of a no, which come as `reason.value`."""
    given, reasons = Given(), dict[str, Given]()
    for name, value in values.items():
        reason, _, part = name.partition(".")
        if part:
            reasons.setdefault(reason, Given())[part] = written(value, lang, zone, now)
        else:
            given[name] = written(value, lang, zone, now)
    given["reasons"] = tuple(reasons.items())
    return given


def written(value: str | int, lang: str, zone: str, now: datetime) -> str | int:
    """A value as it is said: a moment as people write it, everything else as it is."""
    try:
        at = msgspec.convert(value, datetime, strict=True)
    except msgspec.ValidationError:
        return value
    return times_in(lang)["moment"](at, zone, now)
