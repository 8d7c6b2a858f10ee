"""A text as the beginning of a sentence or a title. Pure."""


def first_upper(text: str) -> str:
    """The same with a capital first, where its writing has any."""
    return text[:1].upper() + text[1:]
