"""Access tokens: whose they are, until when, and in which database."""

from service.keys import Contact, Keys, read_contact
from service.opening import keys_of
from service.settings import Settings
from tests.keys.helpers import KEYS, MINUTE, NOW, token


def test_a_token_says_whose_it_is_until_it_ends() -> None:
    good = KEYS.sign_access("alice", "s1", NOW)
    for at in (NOW, NOW + 14 * MINUTE, NOW):  # the third look is at the cache
        access = KEYS.read_access(good, at)
        assert access is not None
        assert (access.sub, access.sid) == ("alice", "s1")
    assert KEYS.read_access(good, NOW + 15 * MINUTE) is None
    assert KEYS.read_access(good, NOW - MINUTE) is None
    assert KEYS.access_seconds == 900


def test_another_worker_with_the_same_secret_reads_it() -> None:
    again = Keys("a secret of at least 32 characters")
    assert again.read_access(KEYS.sign_access("alice", "s1", NOW), NOW) is not None
    assert again.tokens.signer(NOW).kid == KEYS.tokens.signer(NOW).kid


def test_what_the_tests_sign_by_themselves_is_good() -> None:
    assert KEYS.read_access(token(), NOW) is not None


def test_a_sandboxs_token_is_none_elsewhere_even_under_the_same_secret() -> None:
    sandbox, real = (
        keys_of(Settings(secret="s" * 32, database=name)) for name in ("sandbox", "real")
    )
    token = sandbox.sign_access("alice", "s1", NOW)
    assert sandbox.read_access(token, NOW) is not None
    assert real.read_access(token, NOW) is None
    assert sandbox.cursor_mark("inbox", "x") != real.cursor_mark("inbox", "x")
    # Who somebody is does not depend on the database: a restored one has another name.
    alice = read_contact("alice@example.org")
    assert isinstance(alice, Contact)
    assert sandbox.contact_hash(alice) == real.contact_hash(alice)
