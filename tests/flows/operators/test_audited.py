"""I15: what an operator does and the row that says so are one write, for every rule there is."""

import importlib
import pkgutil
from typing import Any

import pytest

import service.flows.operators
from service.flows.operators.add_operator import ADD_OPERATOR, AddOperator
from service.flows.operators.answer_access_challenge import ANSWER_ACCESS_CHALLENGE
from service.flows.operators.apply_programme import APPLY_PROGRAMME
from service.flows.operators.audited import AUDITED, OperatorBody
from service.flows.operators.disable_operator import DISABLE_OPERATOR, DisableOperator
from service.flows.operators.hide_name import HIDE_NAME
from service.flows.operators.issue_display_token import ISSUE_DISPLAY_TOKEN, IssueDisplayToken
from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.flows.operators.issue_own_key import ISSUE_OWN_KEY, IssueOwnKey
from service.flows.operators.look_at_challenges import LOOK_AT_CHALLENGES
from service.flows.operators.move_clock import MOVE_CLOCK
from service.flows.operators.note_job_run import RUN_JOB, NoteJobRun
from service.flows.operators.record_rehearsal import RECORD_REHEARSAL, RecordRehearsal
from service.flows.operators.revise_scores import REVISE_SCORES
from service.flows.operators.revoke_display_token import REVOKE_DISPLAY_TOKEN, RevokeDisplayToken
from service.flows.operators.revoke_merchant_key import REVOKE_MERCHANT_KEY, RevokeMerchantKey
from service.flows.operators.rotate_merchant_key import ROTATE_MERCHANT_KEY, RotateMerchantKey
from service.flows.operators.set_password import SET_PASSWORD, SetPassword
from service.flows.operators.sign_in_operator import SIGN_IN_OPERATOR, SignInOperator
from service.flows.operators.sign_out_operator import SIGN_OUT_OPERATOR, SignOutOperator
from service.flows.stores.close_store import CLOSE_STORE, CloseStore
from service.flows.stores.close_terminal import CLOSE_TERMINAL, CloseTerminal
from service.flows.stores.open_store import OPEN_STORE, OpenStore
from service.flows.stores.open_terminal import OPEN_TERMINAL, OpenTerminal
from service.operators.roles import Role
from service.settlement.approve import APPROVE
from service.store.path.command import Rule
from service.store.schema.documents import Rehearsal
from tests.flows.world import World
from tests.people import NOON, UMBRELLA_KIOSK

WHO = "console:test"
HERE = UMBRELLA_KIOSK
OFFICE = {"merchant": HERE, "key": "k1"}


def rules() -> list[tuple[str, Any]]:
    """Every rule of the folder, found by looking."""
    found = []
    package = service.flows.operators
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Rule):
                found.append((name, value))
    return found


ELSEWHERE = [
    ("APPROVE", APPROVE),
    ("OPEN_STORE", OPEN_STORE),
    ("CLOSE_STORE", CLOSE_STORE),
    ("OPEN_TERMINAL", OPEN_TERMINAL),
    ("CLOSE_TERMINAL", CLOSE_TERMINAL),
]


@pytest.mark.parametrize(("name", "rule"), [*rules(), *ELSEWHERE])
def test_every_rule_of_operators_is_made_with_audited(name: str, rule: Any) -> None:
    assert rule.kind in AUDITED
    assert "audited" in rule.decide.__qualname__


def test_the_search_finds_them() -> None:
    assert len(rules()) == 19


# What to do, in order, so that each rule has an effect; and what its row says it was done to.
STORY: list[tuple[Rule[Any, Any], OperatorBody, tuple[str, ...], str]] = [
    (ADD_OPERATOR, AddOperator(operator="olga", roles=(Role.ADMIN,)), ("hash",), "operator:olga"),
    (
        SIGN_IN_OPERATOR,
        SignInOperator(operator="olga", known=True, password_at=NOON),
        ("s1",),
        "operator:olga",
    ),
    (SIGN_OUT_OPERATOR, SignOutOperator(operator="olga", session="s1"), (), "operator:olga"),
    (SET_PASSWORD, SetPassword(operator="olga"), ("hash2",), "operator:olga"),
    (DISABLE_OPERATOR, DisableOperator(operator="olga"), (), "operator:olga"),
    (
        ISSUE_MERCHANT_KEY,
        IssueMerchantKey(merchant=UMBRELLA_KIOSK, scopes=(), test=True),
        ("k1", "sha", "tail"),
        "merchant_key:k1",
    ),
    (
        ISSUE_OWN_KEY,
        IssueOwnKey(key="k1", merchant=UMBRELLA_KIOSK, scopes=()),
        ("k2", "sha", "tail"),
        "merchant_key:k2",
    ),
    (OPEN_STORE, OpenStore(**OFFICE, store="s1", name="Harbour"), (), f"store:{HERE}:s1"),
    (
        OPEN_TERMINAL,
        OpenTerminal(**OFFICE, store="s1", terminal="t1"),
        (),
        f"terminal:{HERE}:t1",
    ),
    (CLOSE_TERMINAL, CloseTerminal(**OFFICE, terminal="t1"), (), f"terminal:{HERE}:t1"),
    (CLOSE_STORE, CloseStore(**OFFICE, store="s1"), (), f"store:{HERE}:s1"),
    (ROTATE_MERCHANT_KEY, RotateMerchantKey(key="k1"), ("sha2", "more"), "merchant_key:k1"),
    (REVOKE_MERCHANT_KEY, RevokeMerchantKey(key="k1"), (), "merchant_key:k1"),
    (
        ISSUE_DISPLAY_TOKEN,
        IssueDisplayToken(board="seeds-weekly"),
        ("d1", "sha", "tail"),
        "display_token:d1",
    ),
    (REVOKE_DISPLAY_TOKEN, RevokeDisplayToken(token="d1"), (), "display_token:d1"),
    (
        RECORD_REHEARSAL,
        RecordRehearsal(
            found=Rehearsal(id="0" * 64, scheme="sesame", scheme_version=2, against=1, at=NOON)
        ),
        (),
        "scheme:sesame:2",
    ),
    (RUN_JOB, NoteJobRun(job="publish_scores", as_of="x"), (), "job:publish_scores:x"),
]


async def test_each_writes_its_row_with_its_effect(world: World, database: Any) -> None:
    for rule, body, ids, subject in STORY:
        before = list(database.audit_log.find())
        answered = await world.apply(rule, body, ids=ids, caller=WHO, request="r1")
        assert isinstance(answered.answer, rule.answer), answered
        [row] = [raw for raw in database.audit_log.find() if raw not in before]
        said = {name: row[name] for name in ("actor", "action", "subject", "request", "outcome")}
        assert said == {
            "actor": WHO,
            "action": rule.kind,
            "subject": subject,
            "request": "r1",
            "outcome": "done",
        }
        assert row["at"] == NOON
        records = list(database.idempotency.find())
        assert all("hash" not in str(record["body"]) for record in records)


def test_the_story_leaves_no_rule_out() -> None:
    told = {rule.kind for rule, *_ in STORY}
    # The clock's row is looked for with the clock, the plan's with the plan, the programme's with
    # the programme; those about members, with members: test_hide_name and test_challenge_look; a
    # correction's, with publications.
    elsewhere = {
        MOVE_CLOCK,
        APPLY_PROGRAMME,
        HIDE_NAME,
        ANSWER_ACCESS_CHALLENGE,
        LOOK_AT_CHALLENGES,
        REVISE_SCORES,
    }
    left = {rule.kind for _, rule in [*rules(), *ELSEWHERE]} - told - {APPROVE.kind}
    assert left == {rule.kind for rule in elsewhere}


async def test_the_reason_is_kept(world: World, database: Any) -> None:
    body = IssueDisplayToken(board="seeds-weekly", reason="a screen for the hall")
    await world.apply(ISSUE_DISPLAY_TOKEN, body, ids=("d1", "sha"))
    assert database.audit_log.find_one()["reason"] == "a screen for the hall"


async def test_a_repeated_request_leaves_one_row(world: World, database: Any) -> None:
    body = IssueDisplayToken(board="seeds-weekly")
    for id_ in ("d1", "d2"):
        await world.apply(ISSUE_DISPLAY_TOKEN, body, ids=(id_, "sha"), key="same")
    assert database.audit_log.count_documents({}) == 1
    assert database.display_tokens.count_documents({}) == 1


async def test_what_was_refused_or_changed_nothing_leaves_no_row(
    world: World, database: Any
) -> None:
    await world.apply(REVOKE_MERCHANT_KEY, RevokeMerchantKey(key="nobody"))
    await world.apply(ISSUE_DISPLAY_TOKEN, IssueDisplayToken(board="none"), ids=("d1", "s"))
    assert database.audit_log.count_documents({}) == 0
    await world.apply(ISSUE_DISPLAY_TOKEN, IssueDisplayToken(board="seeds-weekly"), ids=("d", "s"))
    for _ in range(2):
        await world.apply(REVOKE_DISPLAY_TOKEN, RevokeDisplayToken(token="d"))
    assert database.audit_log.count_documents({}) == 2


async def test_a_failed_sign_in_is_kept_without_the_name_that_nobody_has(
    world: World, database: Any
) -> None:
    body = SignInOperator(operator="my.secret.password", known=False, password_at=None)
    await world.apply(SIGN_IN_OPERATOR, body, caller="nobody")
    row = database.audit_log.find_one()
    assert (row["subject"], row["outcome"]) == ("operator:?", "sign_in_refused")
    assert "my.secret.password" not in str(row)
