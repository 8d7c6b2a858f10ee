"""Closes the gates of a subject, so that what was let in is all there is."""

from service.store.gate import GATES_EACH, gate_id
from service.store.schema.page import GATES
from service.store.store import Store


async def close_gates(store: Store, subject: str) -> int:
    """Closes every gate and returns how many effects they have let in; harmless to repeat.

    One plain update each: it waits for the batch that holds the gate, where a transaction over all
    of them would be refused again and again while many go through. Raises what the driver raises,
    as when a dead process holds a gate for longer than an operation may take: try again.
    """
    gates, entries = store.driver.db[GATES.name], 0
    for number in range(GATES_EACH):
        closed = await gates.find_one_and_update(
            {"_id": gate_id(subject, number)}, {"$set": {"open": False}}
        )
        entries += closed["entries"] if closed else 0
    return entries
