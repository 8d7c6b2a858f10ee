"""Members who want to be told, a post that sends for real, and the job that does it.

`python -m tests.jobs.mail_room URL DATABASE PUSH_URL` is a process that runs the job once.
"""

import asyncio
import sys
from dataclasses import replace
from typing import Any

from rewards.refusal import Refusal
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.notices.set_push import SET_PUSH, SetPush
from service.flows.notices.set_reach import SET_REACH, SetReach
from service.flows.sign_in.sign_in import SignedIn
from service.jobs.by_name import run_by_name
from service.keys import Keys
from service.language.languages import Language
from service.members.message import Message, MessageKind
from service.members.new_message import new_message
from service.members.reach import EMAIL, Provider, push_place
from service.post.post import Post
from service.programme_demo import DEMO
from service.senders.addresses import Gateway, SmtpServer
from service.senders.push import PushGateway
from service.senders.smtp import SmtpSender
from service.store.schema.page import INBOX
from service.store.schema.slot import Slot, SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import MINUTE, NOON, Person

SECRET = "a secret of at least 32 characters"
KEYS = Keys(SECRET)


def post(push_url: str = "", mail_port: int = 0, timeout_s: float = 5) -> Post:
    """Sends to the receivers there are."""
    gateway = Gateway(url=push_url, secret=SECRET, auth="hmac")
    server = SmtpServer(host="127.0.0.1", port=mail_port, plain=True)
    return Post(
        KEYS.seals,
        SmtpSender(server, sender="no-reply@seedbank.example", timeout_s=timeout_s)
        if mail_port
        else None,
        PushGateway(gateway, timeout_s=timeout_s) if push_url else None,
    )


class MailRoom(World):
    """A world with an inbox to look into."""

    def __init__(self, context: Context, database: Any) -> None:
        super().__init__(context)
        self.database = database

    async def pushed(
        self, person: Person, token: str = "", language: Language = Language.EN
    ) -> SignedIn:
        """A member whose phone is pushed to."""
        who = await self.newcomer(person)
        place = push_place(who.session)
        sealed = KEYS.seals.seal(token or f"token-{person.name}", account=who.account, place=place)
        body = SetPush(
            account=who.account,
            session=who.session,
            provider=Provider.GATEWAY,
            target="mark",
            language=language,
        )
        await self.apply(SET_PUSH, body, ids=(sealed,))
        return who

    async def written_to(
        self, who: SignedIn, person: Person, language: Language = Language.EN
    ) -> None:
        """They want e-mail too."""
        address = f"{person.name.lower()}@example.org"
        sealed = KEYS.seals.seal(address, account=who.account, place=EMAIL)
        body = SetReach(
            account=who.account, member=who.member, contact=person.name, language=language
        )
        await self.apply(SET_REACH, body, ids=(sealed,))

    async def choose(self, who: SignedIn, **choice: bool) -> None:
        body = SetReach(account=who.account, member=who.member, language=Language.EN, **choice)
        await self.apply(SET_REACH, body)

    def tell(self, account: str, kind: MessageKind = MessageKind.PRIZE_WON) -> str:
        """One more message for an account; its id. What it says goes to nobody."""
        made = new_message(
            f"{kind}:{account}:{self.database.inbox.count_documents({})}",
            account=account,
            kind=kind,
            at=self.clock.domain_now(),
            parameters={"board": "canary-board", "seeds": 777},
        )
        self.database.inbox.insert_one(INBOX.encode(made))
        return made.id

    def message(self, id_: str) -> Message:
        return INBOX.decode(self.database.inbox.find_one({"_id": id_}))

    async def deliver(self, as_of: str | None = None) -> Slot:
        """The job, once."""
        return await deliver(self.context, as_of)


async def deliver(context: Context, as_of: str | None = None) -> Slot:
    slot = await run_by_name(context, "deliver_messages", as_of, stop=asyncio.Event(), effort=QUICK)
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    return slot


async def open_room(url: str, database_name: str, with_post: Post) -> Context:
    store = (await open_toys(url, database_name)).store
    return Context(
        store=store, clock=FixedClock(NOON), programme=lambda: DEMO, post=lambda: with_post
    )


async def main(url: str, database: str, push_url: str) -> None:
    context = await open_room(url, database, post(push_url, timeout_s=30))
    await deliver(replace(context, clock=FixedClock(NOON + MINUTE)), NOON.isoformat())
    await context.store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
