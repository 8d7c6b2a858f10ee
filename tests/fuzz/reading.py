"""What a campaign reads off the document and off answers."""

from copy import deepcopy
from typing import Any

from service.http.openapi.operation import Document


def kinds_of(document: Document) -> dict[str, str]:
    """Whose credentials each operation asks for; empty for nobody's."""
    return {
        each["operationId"]: next((name for choice in each["security"] for name in choice), "")
        for methods in document["paths"].values()
        for each in methods.values()
    }


def without_security(document: Document) -> Document:
    """Credentials are ours to choose: made-up ones would only ever get a 401."""
    copy = deepcopy(document)
    for methods in copy["paths"].values():
        for each in methods.values():
            del each["security"]
    return copy


def said(response: Any) -> str:
    """Status and code."""
    kind = response.headers.get("content-type", [""])[0]
    code = response.json()["code"] if "problem" in kind else ""
    return f"{response.status_code} {code}".strip()


def can_be_wrong(document: Document, operation: Any) -> bool:
    """Any text may be an id or a tag: of those, none is malformed."""
    raw, shared = operation.definition.raw, document["components"]["parameters"]
    parameters = [
        shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
        for each in raw.get("parameters", ())
    ]
    return "requestBody" in raw or any(set(each["schema"]) != {"type"} for each in parameters)


def weight_of(operation: Any) -> int:
    """More for what has more ways to be wrong."""
    raw = operation.definition.raw
    return 1 + 2 * len(raw.get("parameters", ())) + 4 * ("requestBody" in raw)


def curl_for(case: Any, headers: dict[str, str]) -> str:
    """How to send it again by hand, credentials left out."""
    try:
        text: str = case.as_curl_command(headers=headers)
        return text[:1500]
    except Exception as error:
        return f"(no command: {error!r})"
