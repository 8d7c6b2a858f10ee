"""Examples of the ledger's days; the proof holds, under a key that is nobody's."""

from typing import Any

from service.http.openapi.examples.values import A_MINUTE_LATER, AWARD, ID

SIGNED = {
    "head": {
        "day": "2026-03-04",
        "zone": "Europe/Berlin",
        "ends_at": "2026-03-04T23:00:00Z",
        "size": 2,
        "root": "ba5d246fdce405d65b1bcf3e1600c12810c09704dfd1dcdaa0a6abfc9acc1bad",
        "previous": "9c1f0d7be2a94c5d9b3e6a7f10d2c4b89c1f0d7be2a94c5d9b3e6a7f10d2c4b8",
        "closed_at": "2026-03-04T23:10:00Z",
        "key": "l1bsknzgDwO8CU4r",
    },
    "signature": (
        "407c8c6d275eeb805f3d82fb277f29a8eb0b5c4d316c3750bc2c01154778c2ae"
        "0b4a14d32776b7294c3a8798f6e753913ed2450749bf273e16601e470d495609"
    ),
}

LEDGER: dict[str, dict[str, Any]] = {
    "SignedHead": {"a_day": SIGNED},
    "LedgerDaysPage": {"one_day": {"days": [SIGNED]}},
    "Proof": {
        "of_an_award": {
            "transfer": {
                "id": AWARD,
                "debit": "programme:mint",
                "credit": f"ripe:{ID}",
                "amount": 20,
                "reason": "award",
                "at": A_MINUTE_LATER,
                "account": ID,
            },
            "salt": "8360c4b0b2a3fbfeb3b28b76429311fa",
            "index": 0,
            "path": ["d046ed052406d0d7356bfd3936131f8af40bec047ed465c6aee84b7d30de7722"],
            "signed": SIGNED,
            "public_key": "9mES2lyB6ZflK8TbJf-xYMJsexEgyC7X_tUtkEBhueI",
        }
    },
}
