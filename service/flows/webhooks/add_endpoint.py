"""A merchant names an address to be told at."""

import msgspec

from rewards.refusal import Refusal
from service.flows.webhooks.endpoint_view import EndpointView, endpoint_view
from service.flows.webhooks.own_endpoint import endpoint_needs
from service.store.path.command import Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ENDPOINTS
from service.webhooks.endpoint import (
    Endpoint,
    Endpoints,
    EndpointState,
    SigningKey,
    Subject,
    added,
)
from service.webhooks.url import read_url


class AddEndpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where, and of what. `loopback`: this machine may be named too. The ids of the command are the
    endpoint's, its sealed key and the public half of that."""

    merchant: str
    url: str
    subjects: tuple[Subject, ...]
    description: str = ""
    loopback: bool = False


def decide(command: Command[AddEndpoint], view: View) -> Outcome[EndpointView]:
    """Told from now on."""
    body = command.body
    id_, sealed, public = command.ids
    url = read_url(body.url, loopback=body.loopback and command.programme.sandbox)
    if isinstance(url, Refusal):
        return Outcome(url)
    made = Endpoint(
        id=id_,
        url=url,
        description=body.description,
        subjects=body.subjects,
        at=command.domain_at,
        state=EndpointState.ENABLED,
        state_at=command.domain_at,
        keys=(SigningKey(sealed=sealed, public=public),),
    )
    book = view.get(ENDPOINTS, body.merchant)
    numbers = command.programme.numbers.webhooks
    after = added(book or Endpoints(id=body.merchant), made, numbers=numbers)
    if isinstance(after, Refusal):
        return Outcome(after)
    effect = Insert(ENDPOINTS, after) if book is None else Put(ENDPOINTS, after)
    return Outcome(endpoint_view(made, command.at), (effect,))


# Secret: who repeats the request must not be shown another secret than the one that was stored.
ADD_ENDPOINT = Rule("add_endpoint", EndpointView, endpoint_needs, decide, secret=True, ids=3)
