"""The people of the demo. Made up; the same every time."""

import msgspec

TASKS = ("return-umbrella", "weekly-ride", "mend-umbrella")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A member with a contact, a home and the tasks done so far."""

    name: str
    contact: str
    zone: str
    birth_year: int
    tasks: tuple[str, ...]


_NAMES = (
    "Wei Chen", "Lin Yue", "Zhang Min", "Liu Yang", "Wang Fang", "Zhao Lei", "Sun Jia", "Ma Li",
    "Amara", "Kofi", "Zanele", "Tunde", "Nia", "Sipho", "Leila", "Omar", "Yasmin", "Farid",
    "Ines", "Mateo", "Lucía", "Thiago", "Camila", "Joaquín", "Anna", "Jonas", "Greta", "Emil",
    "Sofia", "Luca", "Chiara", "Elif", "Deniz", "Aarav", "Priya", "Rohan", "Mei", "Haruto",
    "Yui", "Ren",
)  # fmt: skip
_ZONES = ("Asia/Shanghai", "Europe/Berlin", "Africa/Lagos", "America/Sao_Paulo", "Asia/Kolkata")


def people() -> tuple[Person, ...]:
    """Everybody, with a mixture of tasks that gives the board a shape."""
    return tuple(_person(number, name) for number, name in enumerate(_NAMES))


def _person(number: int, name: str) -> Person:
    # The bits of a number that walks through 1..7 choose the tasks.
    chosen = number * 3 % 7 + 1
    return Person(
        name=name,
        contact=f"demo-{number:02d}@example.com",
        zone=_ZONES[number % len(_ZONES)],
        birth_year=1960 + number,
        tasks=tuple(task for bit, task in enumerate(TASKS) if chosen >> bit & 1),
    )
