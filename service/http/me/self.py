"""The caller's own documents."""

from service.flows.own import AccountGone
from service.http.guards import Member
from service.http.means import Means
from service.http.problems.raised import Refused
from service.members.account import Account
from service.members.sign_in.session import SessionEnded
from service.store.owner import Owner, of_account
from service.store.schema.page import ACCOUNTS, SESSIONS


async def own_account(means: Means, caller: Member) -> Account:
    """The caller's account. Refused if there is none any more."""
    account = await means.context.store.get(
        ACCOUNTS, caller.account, owner=Owner("id", caller.account)
    )
    if account is None:
        raise Refused(AccountGone())
    return account


async def own_member(means: Means, caller: Member) -> str:
    """The caller's member id, from the session: an access token never links the two."""
    session = await means.context.store.get(
        SESSIONS, caller.session, owner=of_account(caller.account)
    )
    if session is None or session.revoked_at is not None:
        raise Refused(SessionEnded())
    return session.member
