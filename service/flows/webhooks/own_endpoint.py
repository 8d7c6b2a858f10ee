"""Which endpoint a command is about: one of the merchant's own."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.refusal import Refusal
from service.store.collection import Key
from service.store.path.command import Command, Put
from service.store.path.state import View
from service.store.schema.page import ENDPOINTS
from service.webhooks.endpoint import Endpoint, Endpoints, changed, endpoint_of
from service.webhooks.refusals import EndpointUnknown


class OfEndpoint(msgspec.Struct, frozen=True, kw_only=True):
    """An endpoint by its id, among the merchant's."""

    merchant: str
    endpoint: str


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """The endpoint with all of the merchant's, which are guarded as one."""

    book: Endpoints
    endpoint: Endpoint

    def put(self, after: Endpoint) -> Put:
        """With `after` in its place."""
        return Put(ENDPOINTS, changed(self.book, after))


def endpoint_needs(command: Command[Any], _view: View) -> Iterable[Key]:
    """The merchant's endpoints."""
    yield ENDPOINTS.key(command.body.merchant)


def own_endpoint(command: Command[Any], view: View) -> Own | EndpointUnknown:
    """The endpoint, if the merchant has it. Relied on only if it is there."""
    body = command.body
    found = endpoint_of(view.reference(ENDPOINTS, body.merchant), body.endpoint)
    book = None if isinstance(found, Refusal) else view.get(ENDPOINTS, body.merchant)
    if isinstance(found, Refusal) or book is None:
        return EndpointUnknown()
    return Own(book=book, endpoint=found)
