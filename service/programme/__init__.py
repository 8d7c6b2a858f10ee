"""The programme document: everything an operator decides, in one validated, versioned value.

Composed here from what tasks, rewards and membership declare. Rules read it and never change it; a
new version takes effect at `effective_at`. Members can read all of it through the API.
"""

from service.programme.document import Numbers, Programme
from service.programme.public import public
from service.programme.reading import InvalidProgramme, read, read_new, write
from service.programme.texts import consent_text, consent_texts, texts_of
from service.programme.validate import validate

__all__ = [
    "InvalidProgramme",
    "Numbers",
    "Programme",
    "consent_text",
    "consent_texts",
    "public",
    "read",
    "read_new",
    "texts_of",
    "validate",
    "write",
]
