"""How many of a perk are gone, of those that there are."""

import msgspec


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """`taken` of the perk `id`. How many there are is the programme's to say, and may change."""

    id: str
    taken: int = 0
    version: int = 1


def with_one_taken(stock: Stock) -> Stock:
    """The stock with one less to give."""
    return msgspec.structs.replace(stock, taken=stock.taken + 1)
