"""A merchant's endpoint is called elsewhere, or told of other things."""

import msgspec

from rewards.refusal import Refusal
from service.flows.webhooks.endpoint_view import EndpointView, endpoint_view
from service.flows.webhooks.own_endpoint import OfEndpoint, endpoint_needs, own_endpoint
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.webhooks.endpoint import Subject, told_of
from service.webhooks.url import read_url


class ChangeEndpoint(OfEndpoint, frozen=True, kw_only=True):
    """What is None stays."""

    url: str | None = None
    subjects: tuple[Subject, ...] | None = None
    description: str | None = None
    loopback: bool = False


def decide(command: Command[ChangeEndpoint], view: View) -> Outcome[EndpointView]:
    """The address is for the next try of what waits already, too."""
    body, own = command.body, own_endpoint(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    loopback = body.loopback and command.programme.sandbox
    url = own.endpoint.url if body.url is None else read_url(body.url, loopback=loopback)
    if isinstance(url, Refusal):
        return Outcome(url)
    subjects = own.endpoint.subjects if body.subjects is None else body.subjects
    after = msgspec.structs.replace(
        told_of(own.endpoint, subjects, at=command.domain_at),
        url=url,
        description=own.endpoint.description if body.description is None else body.description,
    )
    return Outcome(endpoint_view(after, command.at), (own.put(after),))


CHANGE_ENDPOINT = Rule("change_endpoint", EndpointView, endpoint_needs, decide)
