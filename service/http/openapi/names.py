"""Names of schemas: the struct's own, or with its package's where two have the same."""

from service.http.openapi.operation import Document
from service.http.openapi.walk import PREFIX, walk


def short_names(document: Document) -> None:
    """msgspec calls structs of one name by their whole paths: `service.http.operator.keys.Key`
    becomes `OperatorKey`. ValueError if that is taken too."""
    schemas = document["components"]["schemas"]
    names = {name: short_name(name) for name in schemas}
    if len(set(names.values())) < len(names):
        raise ValueError(f"two schemas would have one name: rename one of {sorted(names)}")
    document["components"]["schemas"] = {names[name]: each for name, each in schemas.items()}
    for schema in walk(document):
        name = str(schema.get("$ref", "")).removeprefix(PREFIX)
        if names.get(name, name) != name:
            schema["$ref"] = PREFIX + names[name]


def short_name(name: str) -> str:
    """A name without dots stays as it is."""
    *_, package, _module, own = ["", "", *name.split(".")]
    return own if "." not in name else package.title().replace("_", "") + own
