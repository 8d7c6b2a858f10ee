"""One message is handed over at every place of its member."""

import asyncio

from service.flows.context import Context
from service.members.deliver import Answer, Tried
from service.members.message import Message
from service.members.reach import Place, places
from service.members.sign_in.session import is_over
from service.store.owner import EVERYBODY, of_account
from service.store.schema.page import REACHES, SESSIONS


async def places_of(context: Context, message: Message) -> tuple[Place, ...]:
    """Where it still has to go: where the member wants it, and this process can send to."""
    reach = await context.store.get(REACHES, message.account, owner=EVERYBODY)
    closed = message.delivery.closed if message.delivery is not None else frozenset[str]()
    post = context.post()
    return tuple(
        each
        for each in places(reach, message.kind)
        if each.name not in closed and post.serves(each)
    )


async def sent(context: Context, message: Message) -> tuple[Tried, ...]:
    """Handed over at all its places at once, and what each has answered."""
    found = await places_of(context, message)
    answers = await asyncio.gather(*(_answer(context, message, each) for each in found))
    return tuple(
        Tried(place=place.name, answer=answer) for place, answer in zip(found, answers, strict=True)
    )


async def _answer(context: Context, message: Message, place: Place) -> Answer:
    """A device whose session has ended is gone, whatever ended it."""
    if place.device:
        owner = of_account(message.account)
        session = await context.store.get(SESSIONS, place.device, owner=owner)
        if session is None or is_over(session, context.clock.server_now()):
            return Answer.GONE
    return await context.post().deliver(message, place)
