"""What a MongoDB must be to hold a Seedbank, judged by its answer to `hello`."""

from collections.abc import Mapping

WIRE_VERSION_MIN = 17  # MongoDB 6.0; 7.0 is 21, 8.0 is 25
ROUTER = "isdbgrid"  # what a sharded cluster's mongos calls itself


class UnfitServerError(Exception):
    """This server cannot hold a Seedbank; the text is one line for a person."""


def require_transactions(hello: Mapping[str, object]) -> None:
    """Passes a replica set's member or a router of MongoDB 6.0 or newer. UnfitServerError."""
    version = hello.get("maxWireVersion")
    if not isinstance(version, int) or version < WIRE_VERSION_MIN:
        raise UnfitServerError(
            f"this MongoDB is too old (wire version {version}): "
            "Seedbank needs 6.0 or newer, and 7.0 or 8.0 in production"
        )
    if hello.get("setName") or hello.get("msg") == ROUTER:
        return
    if hello.get("isreplicaset"):
        raise UnfitServerError(
            "this MongoDB is not a member of its replica set yet: run rs.initiate() on it once"
        )
    raise UnfitServerError(
        "this MongoDB is a standalone server without transactions: start it with --replSet rs0 "
        "and run rs.initiate() once, or unset SEEDBANK_MONGO_URL for the embedded one"
    )
