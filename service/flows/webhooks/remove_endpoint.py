"""A merchant's endpoint is told nothing any more."""

import msgspec

from rewards.refusal import Refusal
from service.flows.webhooks.own_endpoint import OfEndpoint, endpoint_needs, own_endpoint
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ENDPOINTS
from service.webhooks.endpoint import removed


class EndpointRemoved(msgspec.Struct, frozen=True, kw_only=True):
    """Which one."""

    id: str


def decide(command: Command[OfEndpoint], view: View) -> Outcome[EndpointRemoved]:
    """Gone with its keys. What waits for it is never sent."""
    own = own_endpoint(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    id_ = own.endpoint.id
    return Outcome(EndpointRemoved(id=id_), (Put(ENDPOINTS, removed(own.book, id_)),))


REMOVE_ENDPOINT = Rule("remove_endpoint", EndpointRemoved, endpoint_needs, decide)
