"""A code for one of the demo's people, so that the first sign-in needs no second step."""

from rewards.refusal import Refusal
from service.demo.people import Person
from service.flows.context import Context
from service.flows.sign_in.request_code import REQUEST_CODE, RequestCode
from service.keys import Keys, read_contact


async def first_code(context: Context, keys: Keys, person: Person) -> str:
    """Six digits that work for a few minutes, as if the person had just asked for them."""
    contact = read_contact(person.contact)
    if isinstance(contact, Refusal):
        raise ValueError(contact.detail())
    hashed, code = keys.contact_hash(contact), keys.new_code()
    ids = (keys.code_hash(hashed, code),)
    body = RequestCode(contact=hashed)
    await context.apply(REQUEST_CODE, body, caller="demo", key=None, ids=ids)
    return code
