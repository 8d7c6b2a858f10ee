"""What operators did before there was an audit log is in it after the migration, once."""

from typing import Any

from service.check.audit import check_audit_log
from service.store.connect import connect
from service.store.schema.documents import DisplayToken, MerchantKey
from service.store.schema.note_older import note_older
from service.store.schema.page import DISPLAY_TOKENS, MERCHANT_KEYS
from tests.people import NOON

KEY = MerchantKey(
    id="k1",
    merchant="kiosk",
    secret_sha256="0",
    scopes=(),
    test=True,
    created_at=NOON,
    revoked_at=NOON,
)
TOKEN = DisplayToken(id="d1", board="b", secret_sha256="0", created_at=NOON)


async def test_older_deeds_are_noted_once(mongo_url: str, database_name: str, admin: Any) -> None:
    store = await connect(mongo_url, database_name)
    database = admin[database_name]
    database.merchant_keys.insert_one(MERCHANT_KEYS.encode(KEY))
    database.display_tokens.insert_one(DISPLAY_TOKENS.encode(TOKEN))
    found = {violation.subject for violation in await check_audit_log(store)}
    assert found == {"merchant_key:k1", "display_token:d1"}
    for _ in range(2):
        await note_older(store.driver)
    assert await check_audit_log(store) == []
    rows = {(row["subject"], row["action"]) for row in database.audit_log.find()}
    assert rows == {
        ("merchant_key:k1", "issue_merchant_key"),
        ("merchant_key:k1", "revoke_merchant_key"),
        ("display_token:d1", "issue_display_token"),
    }
    assert database.audit_log.count_documents({"actor": "migration"}) == 3
    await store.close()
