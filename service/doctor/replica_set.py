"""Whether the server is one that can hold a Seedbank at all: the same test as at every start."""

from service.doctor.finding import Judgement, failed, ok
from service.doctor.patient import Patient
from service.store.requirements import UnfitServerError, require_transactions


async def look(patient: Patient) -> Judgement:
    """Replica set, router, or what is in the way."""
    hello = await patient.server.ask({"hello": 1})
    try:
        require_transactions(hello)
    except UnfitServerError as error:
        return failed(f"{error}.")
    if hello.get("setName") is None:
        return ok("a router of a sharded cluster.")
    if not hello.get("isWritablePrimary") and not hello.get("primary"):
        return failed("the replica set has no primary: look at rs.status() on its members.")
    hosts = len(hello.get("hosts", []))
    return ok(f"replica set {hello['setName']} with {hosts} member{'s' * (hosts != 1)}.")
