"""The key that signs days of the ledger, publications of scores, what members take along, and
offline passes. No session is read with it; each message begins with words of its own, so none is
ever taken for another."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rewards.ledger.days.head import Head, SignedHead, message
from rewards.ledger.days.signature import key_id, text_of
from rewards.perks.offline.offline_pass import OfflinePass
from rewards.perks.offline.token import SignedPass
from rewards.perks.offline.token import message as pass_message
from rewards.score.cycles.head import ScoresHead, SignedScores
from rewards.score.cycles.head import message as scores_message
from service.archive.manifest import Manifest, SignedManifest
from service.archive.manifest import message as archive_message


class LedgerKey:
    """An Ed25519 key pair from 32 secret bytes. `public` are 32 bytes, `id` is their name."""

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw()
        self.id = key_id(self.public)

    def sign_archive(self, manifest: Manifest) -> SignedManifest:
        """The manifest of a member's archive, signed. ValueError for one that names another key."""
        if manifest.key != self.id:
            raise ValueError(f"the manifest is to be signed with {manifest.key}, this is {self.id}")
        return SignedManifest(
            manifest=manifest,
            signature=self._private.sign(archive_message(manifest)).hex(),
            public_key=text_of(self.public),
        )

    def sign(self, head: Head) -> SignedHead:
        """The head, signed. ValueError for one that names another key."""
        if head.key != self.id:
            raise ValueError(f"{head.day} is to be signed with {head.key}, this is {self.id}")
        return SignedHead(head=head, signature=self._private.sign(message(head)).hex())

    def sign_scores(self, head: ScoresHead) -> SignedScores:
        """The head of a publication, signed. ValueError for one that names another key."""
        if head.key != self.id:
            raise ValueError(f"{head.cycle} is to be signed with {head.key}, this is {self.id}")
        return SignedScores(head=head, signature=self._private.sign(scores_message(head)).hex())

    def sign_pass(self, said: OfflinePass) -> SignedPass:
        """The pass, signed. ValueError for one that names another key, or cannot be written."""
        if said.key != self.id:
            raise ValueError(f"the pass is to be signed with {said.key}, this is {self.id}")
        return SignedPass(said=said, signature=self._private.sign(pass_message(said)))
