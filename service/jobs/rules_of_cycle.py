"""By which version of the programme a cycle is scored: the one in force at its cut-off.

A scheme that came into force after a month's end says nothing about that month.
"""

from datetime import datetime

from service.flows.context import Context
from service.programme import Programme, read
from service.store.programmes import stored_document
from service.versions.known import due_at


async def rules_of(context: Context, cut_off: datetime) -> Programme:
    """That version. Raises what reading a document raises, if it cannot be read any more."""
    if context.known is None:
        return context.programme()
    version = due_at(context.known.versions, cut_off)[-1]
    if version.programme is not None:
        return version.programme
    document = await stored_document(context.store, version.row.version)
    if document is None:
        raise LookupError(f"version {version.row.version} of the programme is not stored")
    found = read(document)
    if not isinstance(found, Programme):
        raise LookupError(f"version {version.row.version} cannot be read: {found.detail()}")
    return found
