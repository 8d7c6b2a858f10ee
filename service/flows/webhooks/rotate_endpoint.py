"""An endpoint gets a new key; the one before signs too for a while."""

from rewards.refusal import Refusal
from service.flows.webhooks.endpoint_view import EndpointView, endpoint_view
from service.flows.webhooks.own_endpoint import OfEndpoint, endpoint_needs, own_endpoint
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.webhooks.endpoint import SigningKey, rotated


def decide(command: Command[OfEndpoint], view: View) -> Outcome[EndpointView]:
    """The ids of the command are the sealed key and its public half. Server time, as for keys."""
    own = own_endpoint(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    sealed, public = command.ids
    numbers = command.programme.numbers.webhooks
    key = SigningKey(sealed=sealed, public=public)
    after = rotated(own.endpoint, key, at=command.at, numbers=numbers)
    return Outcome(endpoint_view(after, command.at), (own.put(after),))


ROTATE_ENDPOINT = Rule("rotate_endpoint", EndpointView, endpoint_needs, decide, secret=True, ids=2)
