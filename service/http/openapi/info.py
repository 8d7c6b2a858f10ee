"""What the document says of itself and of the groups of doors."""

from collections.abc import Sequence

from service.http.openapi.operation import Document, Operation

INFO = {
    "title": "Seedbank",
    "version": "1",
    "summary": "Seeds for doing, a score for keeping promises, perks for both.",
    "description": (
        "An opt-in loyalty programme: members do tasks and earn seeds, keep promises and are "
        "scored if they want to be, and get perks from merchants.\n\n"
        "Every error is a problem (RFC 9457) with a stable `code`. Every call that changes "
        "something takes an `Idempotency-Key`, so that it can be repeated safely. Times are RFC "
        "3339, seeds whole numbers, money whole minor units of the programme's `currency`. What is "
        "not known is absent, never null; a null that is sent counts as absent. Answers may get "
        "more fields, and texts that stand for states and kinds more values: take those that you "
        "do not know as such."
    ),
    "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "contact": {"name": "The operator of this server"},
}

TAGS = {
    "health": "Whether the server lives, and whether it can serve.",
    "sign-in": "From a contact to tokens: a one-time code, then a token pair that is renewed.",
    "programme": "What the operator has decided: numbers, texts, tasks, perks, merchants, boards.",
    "membership": "The caller's membership, name and access log.",
    "devices": "Where the caller is signed in.",
    "consents": "What the caller has agreed to, for whom, and until when.",
    "tasks": "What can be done to earn seeds.",
    "seeds": "Seeds that wait to be collected, and collected ones.",
    "ledger": "The closed days of the ledger, and the proof that a transfer is in one.",
    "score": "The caller's score, explained to the piece of evidence.",
    "inbox": "What the caller has been told.",
    "perks": "Passes to show at a counter, and rentals without a deposit.",
    "badges": "Facts about kept promises, shown to one site at a time, never with a score.",
    "invitations": "Bringing somebody, and having been brought.",
    "games": "Guessing games about boards and scores, and their proofs.",
    "boards": "Leaderboards of a season, and their proofs.",
    "directory": "Who the merchants are, and what they offer on which terms.",
    "webhooks": "Where a merchant's servers are told of what happens, and what they were told.",
    "merchant": "What a merchant's till sends: events, checks of passes, rentals.",
    "display": "What a screen shows.",
    "operator": "What operators do; all of it is in the audit log.",
}


def introduce(document: Document, operations: Sequence[Operation]) -> None:
    """Who and what this is, where it is served, and the tags that are used, described."""
    used = {tag for each in operations for tag in each.spec["tags"]}
    document["info"] = INFO
    document["servers"] = [{"url": "/", "description": "The server that served this document."}]
    document["tags"] = [
        {"name": name, "description": TAGS[name]} for name in TAGS if name in used
    ] + [{"name": name} for name in sorted(used - set(TAGS))]


def summarise(_document: Document, operations: Sequence[Operation]) -> None:
    """The first sentence of a docstring in place of a function's name and of a status's phrase."""
    for each in operations:
        each.spec["summary"] = _first_sentence(each.spec.get("description", each.id))
        said = each.handler.response_description or each.answer.__doc__ or ""
        each.success["description"] = f"{_first_sentence(said) or 'Done'}."
        if each.spec.get("deprecated") is False:
            del each.spec["deprecated"]


def _first_sentence(text: str) -> str:
    return " ".join(text.split()).split(". ")[0].rstrip(".")
