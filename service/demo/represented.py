"""Who stands for the demo's merchants, so that they can be looked up as in a real programme."""

from service.flows.context import Context
from service.flows.merchants.name_representative import NAME_REPRESENTATIVE, NameRepresentative

REPRESENTATIVES = {
    "umbrella-kiosk": "Chen Yulan",
    "riverside-bikes": "Greta Berg",
    "meadow-relief": "Greta Berg",
}


async def represented(context: Context) -> None:
    """Named; where they are so already, nothing changes."""
    for merchant, name in REPRESENTATIVES.items():
        body = NameRepresentative(
            merchant=merchant, legal_representative=name, reason="The demo's papers"
        )
        await context.apply(NAME_REPRESENTATIVE, body, caller="demo", key=None)
