"""What is next in a line is sent, unless its merchant may not know it any more."""

import asyncio

import structlog

from service.flows.context import Context
from service.flows.rentals.own_rental import may_know
from service.flows.webhooks.note_attempt import NoteAttempt
from service.members.states import State
from service.metrics.webhooks import webhook_tried
from service.store.lines import next_in
from service.store.owner import EVERYBODY, of_merchant
from service.store.schema.page import ACCOUNTS, DELIVERY_LINES, ENDPOINTS, RENTALS
from service.webhooks.delivery import Delivery, Line
from service.webhooks.endpoint import Endpoint, EndpointState, Subject, endpoint_of
from service.webhooks.event import thing_of_body
from service.webhooks.hooks import Address, Tried

MS_PER_S = 1_000
LOG = structlog.get_logger()


async def sent(context: Context, id_: str, claim: str) -> NoteAttempt | None:
    """What to note; None if the line was not ours to take up."""
    store = context.store
    line = await store.get(DELIVERY_LINES, id_, owner=EVERYBODY)
    if line is None or line.claim != claim:
        return None
    (delivery, more), book = await asyncio.gather(
        next_in(store, line.id), store.get(ENDPOINTS, line.merchant, owner=EVERYBODY)
    )
    endpoint = endpoint_of(book, line.endpoint)
    known = endpoint if isinstance(endpoint, Endpoint) else None
    if delivery is None or (known is not None and known.state is not EndpointState.ENABLED):
        return _note(line, None, None, more=delivery is not None)
    if known is None or not await _may_know(context, delivery):
        webhook_tried("withheld")
        return _note(line, delivery, None, more=more)
    tried = await _tried(context, known, delivery)
    return _note(line, delivery, tried, more=more)


async def _tried(context: Context, endpoint: Endpoint, delivery: Delivery) -> Tried:
    at, programme = context.clock.server_now(), context.programme()
    tried = await context.hooks().post(
        Address(endpoint.id, endpoint.url, tuple(key.sealed for key in endpoint.signing(at))),
        delivery.id,
        delivery.body,
        at,
        sandbox=programme.sandbox,
        timeout_s=programme.numbers.webhooks.answer_ms / MS_PER_S,
    )
    outcome = "taken" if tried.taken else tried.error or "refused"
    webhook_tried(outcome)
    if not tried.taken:
        # Never the address: its query may hold a secret of the merchant's.
        LOG.warning(
            "a webhook was not taken",
            endpoint=endpoint.id,
            delivery=delivery.id,
            why=outcome,
            status=tried.status,
            tries=delivery.tries + 1,
        )
    return tried


async def _may_know(context: Context, delivery: Delivery) -> bool:
    """Asked again with each try: a quote goes with the member's consent."""
    if not delivery.account:
        return True
    store = context.store
    account = await store.get(ACCOUNTS, delivery.account, owner=EVERYBODY)
    if account is None or account.state is State.ERASED:
        return False
    if delivery.subject != Subject.RENTALS.value:
        return True
    thing = thing_of_body(delivery.body)
    rental = await store.get(RENTALS, thing, owner=of_merchant(delivery.merchant))
    return rental is not None and may_know(rental, account, context.clock.domain_now())


def _note(line: Line, delivery: Delivery | None, tried: Tried | None, *, more: bool) -> NoteAttempt:
    return NoteAttempt(
        merchant=line.merchant,
        endpoint=line.endpoint,
        line=line.id,
        claim=line.claim,
        seen=line.version,
        delivery=delivery.id if delivery is not None else "",
        tried=tried,
        more=more,
    )
