"""I6: a pass is redeemed at most once, by the merchant it names, before its end.

By whom and how often, the write path guards: the pass is the document that a check writes. What is
stored of it has to say a time between its issue and its end, and only once it is used.
"""

from rewards.ledger.invariants import Violation
from rewards.perks.passes import Pass, PassState


def redeemed_in_time(shown: Pass) -> list[Violation]:
    """All that is wrong with a stored pass. Its id is a secret, so it is named by its account."""
    used = shown.state is PassState.USED
    rules = {
        "a pass is used and does not say when": used and shown.used_at is None,
        "a pass is not used and says when": not used and shown.used_at is not None,
        "a pass was used before it was issued": _before(shown),
        "a pass was used after its end": _after(shown),
        "a pass ends before it begins": shown.expires_at <= shown.issued_at,
    }
    return [
        Violation(invariant="I6", subject=shown.account, sentence=sentence)
        for sentence, broken in rules.items()
        if broken
    ]


def _before(shown: Pass) -> bool:
    return shown.used_at is not None and shown.used_at < shown.issued_at


def _after(shown: Pass) -> bool:
    return shown.used_at is not None and shown.used_at >= shown.expires_at
