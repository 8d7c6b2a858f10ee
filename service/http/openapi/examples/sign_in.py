"""Examples of signing in."""

from typing import Any

from service.http.openapi.examples.values import CONTACT, ID

SESSION = {
    "access_token": "eyJhbGciOiJFZERTQSIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl",
    "token_type": "Bearer",
    "expires_in_s": 900,
    "refresh_token": f"{ID}.Zk1vT3N0bHkgcmFuZG9tIGJ5dGVzLCBvbmNl",
    "session": ID,
    "new_member": True,
}

SIGN_IN: dict[str, dict[str, Any]] = {
    "CodeWanted": {
        "by_e_mail": {"contact": CONTACT},
        "by_text_message": {"contact": "+4915112345678"},
    },
    "CodeRequested": {"sent": {"expires_in_s": 300}},
    "CodeTyped": {
        "on_a_phone": {"contact": CONTACT, "code": "493028", "device": "Alice's phone"},
    },
    "Tokens": {
        "first_time": SESSION,
        "next_time": SESSION | {"new_member": False},
    },
    "TokenShown": {"last_one": {"refresh_token": SESSION["refresh_token"]}},
}
