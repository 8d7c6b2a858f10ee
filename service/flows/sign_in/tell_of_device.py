"""What the inbox says of devices: each way in or out once, because its id is made of the session's.

The parameters hold what the member called the device, and nothing of where it was.
"""

from typing import Any

from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.sign_in.session import Session
from service.store.path.command import Append, Command
from service.store.schema.page import INBOX


def tell_of_device(
    command: Command[Any], kind: MessageKind, session: Session, **more: str | int
) -> Append:
    """One message about one session, for who it belongs to."""
    return Append(
        INBOX,
        new_message(
            f"{kind.value}:{session.id}",
            account=session.account,
            kind=kind,
            at=command.domain_at,
            parameters={"device": session.device, **more},
        ),
    )
