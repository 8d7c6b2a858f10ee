"""I8: walks through all invitations, a chunk and a moment at a time."""

from rewards.invitations.invariants import no_circles, one_inviter, stages_pay_both
from rewards.invitations.invitation import Invitation
from rewards.ledger.invariants import Violation
from service.check.walk import walk
from service.store.schema.page import INVITATIONS, TRANSFERS
from service.store.snapshot import Snapshot
from service.store.store import Store

CHUNK = 500


async def check_invitations(store: Store) -> list[Violation]:
    """One inviter per member, no circles, each stage pays both or none.

    Who brought whom is kept in memory: it is written once, so it is of one moment with itself.
    """
    taken: list[Invitation] = []

    async def prove(snapshot: Snapshot, rows: list[Invitation]) -> list[Violation]:
        taken.extend(row for row in rows if row.newcomer is not None)
        return await _stages(snapshot, rows)

    found = await walk(store, INVITATIONS, prove, chunk=CHUNK)
    return [*found, *one_inviter(taken), *no_circles(taken)]


async def _stages(snapshot: Snapshot, rows: list[Invitation]) -> list[Violation]:
    # A chunk has every invitation between its ends, and their transfers' ids begin with theirs.
    first, last = rows[0].id, rows[-1].id
    transfers = await snapshot.between(TRANSFERS, f"invitation:{first}:", f"invitation:{last};")
    return stages_pay_both(rows, transfers)
