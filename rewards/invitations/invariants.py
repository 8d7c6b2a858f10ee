"""I8: no circles, one inviter per member; each stage pays both or none."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rewards.invitations.invitation import Invitation
from rewards.invitations.stages import Stage, stages_paid, transfers_of
from rewards.ledger.invariants import Violation
from rewards.ledger.transfer import Transfer


def one_inviter(invitations: Iterable[Invitation]) -> list[Violation]:
    """Nobody has come by two invitations, nor by their own."""
    taken = [each for each in invitations if each.newcomer is not None]
    counts = Counter(each.newcomer for each in taken)
    return [
        _i8(str(newcomer), f"has come by {n} invitations")
        for newcomer, n in counts.items()
        if n > 1
    ] + [_i8(each.id, "invites its own inviter") for each in taken if each.newcomer == each.inviter]


def no_circles(invitations: Iterable[Invitation]) -> list[Violation]:
    """Going from newcomer to inviter always ends. Wants all invitations, in memory."""
    inviter = {each.newcomer: each.inviter for each in invitations if each.newcomer is not None}
    ends: set[str] = set()
    found = []
    for start in inviter:
        way: dict[str, None] = {}
        now: str | None = start
        while now is not None and now not in way and now not in ends:
            way[now] = None
            now = inviter.get(now)
        if now is not None and now in way:
            found.append(_i8(now, "has invited itself, by way of others"))
        ends |= way.keys()
    return found


def stages_pay_both(
    invitations: Iterable[Invitation], transfers: Iterable[Transfer]
) -> list[Violation]:
    """`transfers` are those booked for these invitations: each stage that is due, both members."""
    booked = {each.id: each for each in transfers}
    found = []
    for invitation in invitations:
        for stage in Stage if invitation.newcomer is not None else ():
            found += _stage(invitation, stage, booked)
    return found


def _stage(invitation: Invitation, stage: Stage, booked: dict[str, Transfer]) -> list[Violation]:
    wanted = transfers_of(invitation, stage, invitation.state_at)
    there = [booked[each.id] for each in wanted if each.id in booked]
    due = stage in stages_paid(invitation)
    sentences = {
        f"stage {stage} has paid {len(there)} of the two": len(there) == 1,
        f"stage {stage} is not paid": due and not there,
        f"stage {stage} is paid too early": not due and bool(there),
        f"stage {stage} has paid something else": _content(wanted, there) != _content(there, there),
    }
    return [_i8(invitation.id, sentence) for sentence, broken in sentences.items() if broken]


def _content(rows: Sequence[Transfer], of: Sequence[Transfer]) -> set[tuple[str, str, int]]:
    ids = {each.id for each in of}
    return {(each.id, each.account, each.amount) for each in rows if each.id in ids}


def _i8(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I8", subject=subject, sentence=sentence)
