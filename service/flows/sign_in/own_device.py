"""What the flows of one device have in common.

Their bodies have `account`, the id in the access token, and `session`, which the caller may send.
"""

from typing import Any

from service.members.sign_in.devices import DeviceUnknown
from service.members.sign_in.session import Session, is_over
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.page import SESSIONS


def own_device(command: Command[Any], view: View) -> Session | DeviceUnknown:
    """The session, if it is one of the caller's and not over."""
    session = view.get(SESSIONS, command.body.session)
    if session is None or session.account != command.body.account:
        return DeviceUnknown()
    return DeviceUnknown() if is_over(session, command.at) else session
