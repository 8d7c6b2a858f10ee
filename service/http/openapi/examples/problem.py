"""What goes wrong most often."""

from typing import Any

PROBLEM: dict[str, dict[str, Any]] = {
    "Problem": {
        "not_authenticated": {
            "type": "urn:seedbank:problem:not_authenticated",
            "title": "Not authenticated",
            "status": 401,
            "detail": "This needs valid member credentials: send Authorization: Bearer ...",
            "code": "not_authenticated",
            "instance": "urn:uuid:4b1c8a7e-7a51-4b0d-9d30-0c0d5a8f3b4e",
            "refusal": {"caller": "member"},
        }
    }
}
