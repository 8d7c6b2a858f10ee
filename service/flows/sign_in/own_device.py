"""What the flows of one device have in common.

Their bodies have `account`, the id in the access token, and `session`, which the caller may send.
"""

from typing import Any

from service.members.sign_in.devices import DeviceUnknown
from service.members.sign_in.session import Session, is_over
from service.store.owner import of_account
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.page import SESSIONS


def own_device(command: Command[Any], view: View) -> Session | DeviceUnknown:
    """The session, if it is one of the caller's and not over."""
    body = command.body
    session = view.own(SESSIONS, body.session, of_account(body.account))
    return DeviceUnknown() if session is None or is_over(session, command.at) else session
