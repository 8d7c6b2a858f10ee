"""A merchant switches an endpoint on again; what waited for it is sent."""

from rewards.refusal import Refusal
from service.flows.webhooks.endpoint_view import EndpointView, endpoint_view
from service.flows.webhooks.own_endpoint import OfEndpoint, endpoint_needs, own_endpoint
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.webhooks.endpoint import enabled


def decide(command: Command[OfEndpoint], view: View) -> Outcome[EndpointView]:
    """One that is on stays so."""
    own = own_endpoint(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    after = enabled(own.endpoint, at=command.domain_at)
    effects = () if after is own.endpoint else (own.put(after),)
    return Outcome(endpoint_view(after, command.at), effects)


ENABLE_ENDPOINT = Rule("enable_endpoint", EndpointView, endpoint_needs, decide)
