"""Whose a document is, is part of every read for a person: by structure, not by care.

`Store.get` refuses a read of owned documents that names no owner (tests/store/test_reads.py). Here
the sources are looked at for the ways round it, and every one that there is stands with its reason.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from rewards.perks.rentals.rental import Rental, RentalState
from rewards.perks.rentals.terms import RentalTerms
from service.store.collection import Collection
from service.store.owner import of_account, of_merchant
from service.store.path.state import State, View
from service.store.schema import page
from service.store.schema.page import COLLECTIONS, RENTALS
from tests.people import NOON

ROOT = Path(__file__).parent.parent
DOORS = ("service/http", "service/pages", "service/live", "service/sessions")

OWNED = {
    name
    for name, value in vars(page).items()
    if isinstance(value, Collection) and value.owners and value.owners != ("id",)
}

# Reads for everybody at the doors. Function, and why it may.
FOR_EVERYBODY = {
    "service/http/cached.py:get": "credentials: the secret that goes with the id is the proof",
    "service/http/guards/authenticate.py:merchant": "the same, read anew after a rotation",
    "service/http/merchant/list_challenges.py:_case": "whether a member is linked still",
    "service/http/games/known.py:_target": "whether somebody still agrees to be guessed",
    "service/http/merchant/show_rental.py:known_rental": "whether its member lets it know",
}

# Queries by something else than an id at the doors. Collection and why.
QUERIES = {
    ("service/http/operator/hide_name.py", "MEMBERS"): "operators hide anybody's name",
    ("service/http/games/list_games.py", "GAMES"): "games belong to nobody",
    ("service/http/games/known.py", "ENTRIES"): "how many, and no entry itself",
    ("service/live/load.py", "collection"): "boards, which show only who has agreed",
}

# Rules that read an owned document by an id that a caller sent, without an owner.
BY_BODY = {
    "service/flows/operators/hide_name.py:decide": "operators hide anybody's name",
    "service/flows/operators/answer_access_challenge.py:decide": "operators answer everybody",
    "service/flows/rentals/own_rental.py:rental_needs": "jobs",
    "service/flows/rentals/own_rental.py:any_rental": "jobs",
    "service/flows/vouchers/own_voucher.py:any_needs": "jobs",
    "service/flows/vouchers/own_voucher.py:any_voucher": "jobs",
    "service/flows/invitations/attach_invitation.py:needs": "a code is shown, to be taken up",
    "service/flows/invitations/attach_invitation.py:decide": "a code is shown, to be taken up",
    "service/flows/notices/claim_message.py:decide": "a job takes up every message that waits",
    "service/flows/webhooks/claim_line.py:decide": "a job takes up every line that waits",
    "service/flows/webhooks/note_attempt.py:decide": "a job notes what became of it",
    "service/flows/notices/note_delivery.py:decide": "a job notes what became of it",
    "service/flows/sign_in/end_session.py:needs": "a refresh token is shown: 256 secret bits",
    "service/flows/sign_in/end_session.py:decide": "a refresh token is shown: 256 secret bits",
    "service/flows/sign_in/refresh_session.py:decide": "a refresh token is shown",
    "service/flows/sign_in/end_devices.py:needs": "the session in the access token",
    "service/flows/membership/rename.py:decide": "the member of the access token's session",
    "service/flows/games/tell_of_game.py:decide": "a job tells each entrant of the game",
    "service/flows/challenges/known_challenge.py:challenge_needs": "jobs and operators",
    "service/flows/challenges/known_challenge.py:any_challenge": "jobs and operators",
    "service/flows/challenges/cure_evidence.py:operators_needs": "operators",
    "service/flows/challenges/cure_evidence.py:by_operator": "operators",
    "service/flows/scores/tell_of_correction.py:decide": "a job tells whose score has changed",
    "service/flows/operators/own_merchant_key.py:key_of": "operators; a merchant's is `own`",
    "service/flows/operators/own_merchant_key.py:_peeked": "operators; a merchant's is `peek_own`",
}


def calls(*folders: str) -> Iterator[tuple[str, str, ast.Call]]:
    """Every call in these folders: file, function, call."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            for function in ast.walk(ast.parse(path.read_text())):
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                    for node in ast.walk(function):
                        if isinstance(node, ast.Call):
                            yield name, function.name, node


def method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def first(call: ast.Call) -> str:
    return call.args[0].id if call.args and isinstance(call.args[0], ast.Name) else ""


def test_what_belongs_to_somebody_says_so() -> None:
    """A collection whose documents name an account or a merchant has owners, or a reason."""
    of_nobody = {
        # Kept to be proved and shown to all, or read by operators and jobs alone.
        "outbox", "event_waits", "plan_inputs", "plan_awards", "games", "seasons",
        # Found by an id that only the applicant and operators have; the merchant is what it became.
        "merchant_applications",
    }  # fmt: skip
    named = {"account", "merchant", "inviter"}
    for name, collection in COLLECTIONS.items():
        if named & set(collection.type.__struct_fields__) and name not in of_nobody:
            assert collection.owners, f"{name} has documents of somebody"


def test_doors_read_for_everybody_only_where_there_is_a_reason() -> None:
    found = {
        f"{file}:{function}"
        for file, function, call in calls(*DOORS)
        if any("EVERYBODY" in ast.dump(keyword.value) for keyword in call.keywords)
    }
    assert found == set(FOR_EVERYBODY)


def test_doors_ask_for_owned_documents_by_nothing_but_ids_and_owners() -> None:
    found = {
        (file, first(call))
        for file, _, call in calls(*DOORS)
        if method(call) in ("pipeline", "newest_where") and first(call) not in ("", "self")
    }
    assert {each for each in found if each[1] in OWNED | {"collection"}} <= set(QUERIES)


def test_doors_never_reach_for_the_driver() -> None:
    found = {file for file, _, call in calls(*DOORS) if "driver" in ast.dump(call.func)}
    assert found == set()


def test_lists_of_all_are_for_operators() -> None:
    found = {
        file
        for file, _, call in calls(*DOORS)
        if isinstance(call.func, ast.Name) and call.func.id == "newest_where"
    }
    assert found
    assert all(file.startswith("service/http/operator/") for file in found)


def test_rules_ask_for_what_a_caller_names_with_its_owner() -> None:
    found = {
        f"{file}:{function}"
        for file, function, call in calls("service/flows")
        if method(call) in ("get", "peek", "reference")
        and first(call) in OWNED
        and "body" in ast.dump(call.args[1])
    }
    assert found == set(BY_BODY)


QUOTE = Rental(
    id="r1",
    account="alice",
    merchant="kiosk",
    perk="umbrella",
    terms=RentalTerms(deposit_minor=1, minutes=1, minutes_max=1),
    at=NOON,
    state=RentalState.QUOTED,
    state_at=NOON,
    ends_at=NOON,
)


@pytest.mark.parametrize(
    ("owner", "mine"),
    [
        (of_account("alice"), True),
        (of_merchant("kiosk"), True),
        (of_account("bob"), False),
        (of_merchant("alice"), False),
    ],
)
def test_a_rule_sees_another_s_document_as_absent(owner: object, mine: bool) -> None:
    state = State()
    state.learn(RENTALS.key("r1"), QUOTE)
    view = View(state)
    assert view.own(RENTALS, "r1", owner) == (QUOTE if mine else None)  # type: ignore[arg-type]
    assert view.peek_own(RENTALS, "r1", owner) == (QUOTE if mine else None)  # type: ignore[arg-type]
    # What is not seen is not relied on: its owner's commands need not wait for a stranger.
    assert (RENTALS.key("r1") in view.relied) is mine
