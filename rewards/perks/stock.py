"""How many of a perk are gone, of those that there are."""

import msgspec


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """`taken` of the perk `id`. How many there are is the programme's to say, and may change."""

    id: str
    taken: int = 0
    version: int = 1


def with_one_back(stock: Stock) -> Stock:
    """The stock with one more to give. ValueError if none is gone."""
    if stock.taken < 1:
        raise ValueError(f"of {stock.id} none is gone, so none comes back")
    return msgspec.structs.replace(stock, taken=stock.taken - 1)


def with_one_taken(stock: Stock) -> Stock:
    """The stock with one less to give."""
    return msgspec.structs.replace(stock, taken=stock.taken + 1)
