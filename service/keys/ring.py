"""The key ring: one secret in, one key per purpose out."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from service.keys.access import Access, AccessTokens
from service.keys.contact import Contact
from service.keys.ledger_key import LedgerKey
from service.keys.operator_access import OperatorAccess, OperatorTokens
from service.keys.seals import Seals
from service.keys.token_ring import TokenRing

CODE_DIGITS = 6


class Keys:
    """What the process signs and hashes with. Purposes never share a key.

    `tokens` holds those that sign access tokens; what rotations have stored is told to it. `ledger`
    signs the days of the ledger. `seals` keeps where members are told of something, `pages` the key
    that a merchant's page was signed in with.
    """

    def __init__(self, secret: str, *, access_minutes: int = 15, realm: str = "") -> None:
        """`secret` has at least 32 characters and comes from `service.keys.secret`.

        Tokens and cursors are good in one `realm`, the database: a sandbox and a real programme
        may share a secret.
        """
        self._contacts = _derive(secret, "contacts")
        self._codes = _derive(secret, "codes")
        self._addresses = _derive(secret, "addresses")
        self._cursors = _derive(secret, "cursors", realm)
        lasting = timedelta(minutes=access_minutes)
        seed, sealing = _derive(secret, "access", realm), _derive(secret, "token keys", realm)
        self.tokens = TokenRing(seed, sealing, lasting)
        self._access = AccessTokens(self.tokens, lasting)
        self._operators = OperatorTokens(_derive(secret, "operators", realm))
        self._names = _derive(secret, "names")
        self.ledger = LedgerKey(_derive(secret, "ledger days", realm))
        self.seals = Seals(_derive(secret, "reaches", realm), _derive(secret, "reach marks", realm))
        sealing, marking = (_derive(secret, f"page {each}", realm) for each in ("keys", "marks"))
        self.pages = Seals(sealing, marking)

    @property
    def access_seconds(self) -> int:
        """How long an access token is good for."""
        return self._access.seconds

    def contact_hash(self, contact: Contact) -> str:
        """64 hex digits: under this a contact is stored, instead of itself."""
        return _hash(self._contacts, contact.channel, contact.text)

    def address_hash(self, address: str) -> str:
        """64 hex digits in place of a caller's network address."""
        return _hash(self._addresses, address)

    def name_hash(self, name: str) -> str:
        """64 hex digits in place of a name that somebody typed."""
        return _hash(self._names, name)

    def new_code(self) -> str:
        """Six random digits."""
        return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"

    def code_hash(self, contact_hash: str, code: str) -> str:
        """64 hex digits. Bound to the contact, so that a code works for nobody else."""
        return _hash(self._codes, contact_hash, code)

    def cursor_mark(self, scope: str, text: str) -> str:
        """64 hex digits that prove a page's cursor to be ours, for this list of this caller."""
        return _hash(self._cursors, scope, text)

    def sign_access(self, account: str, session: str, at: datetime) -> str:
        """An access token from `at` on."""
        return self._access.sign(account, session, at)

    def read_access(self, token: str, at: datetime) -> Access | None:
        """What one of our tokens says at `at`; None for anything that is not one, or not now."""
        return self._access.read(token, at)

    def names_unknown_key(self, token: str) -> bool:
        """Whether it may be worth while to ask if there is a new key."""
        return self._access.names_unknown_key(token)

    def sign_operator(self, operator: str, session: str, at: datetime, ends_at: datetime) -> str:
        """An operator's token for a session, from `at` to its end."""
        return self._operators.sign(operator, session, at, ends_at)

    def read_operator(self, token: str, at: datetime) -> OperatorAccess | None:
        """The same of an operator's token, which is good at no member's door."""
        return self._operators.read(token, at)


def _derive(secret: str, purpose: str, realm: str = "") -> bytes:
    """32 bytes by HKDF-SHA256."""
    info = f"seedbank {purpose} 1 {realm}".rstrip().encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())


def _hash(key: bytes, *parts: str) -> str:
    # The lengths keep ("ab", "c") and ("a", "bc") apart.
    message = b"".join(b"%d:%s" % (len(part.encode()), part.encode()) for part in parts)
    return hmac.new(key, message, hashlib.sha256).hexdigest()
