"""Contacts: two spellings are one, and what is none is refused."""

import pytest

from service.keys import Contact, read_contact
from service.keys.contact import BadContact


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Alice@Example.ORG", "alice@example.org"),
        ("  alice@example.org ", "alice@example.org"),
        ("\uff21lice@example.org", "alice@example.org"),
        ("+49 (30) 123-45.67", "+49301234567"),
        ("\uff0b4930 1234567", "+49301234567"),
    ],
)
def test_two_spellings_are_one_contact(text: str, normal: str) -> None:
    contact = read_contact(text)
    assert isinstance(contact, Contact)
    assert contact.text == normal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "alice",
        "alice@",
        "@example.org",
        "alice@example",
        "a b@example.org",
        "a@b@example.org",
        "alice@example..org",
        "alice\u202e@example.org",
        "alice\x00@example.org",
        "a" * 250 + "@example.org",
        "0301234567",
        "+0301234567",
        "+49",
        "+1234567890123456",
        "+49\u0663\u0660\u0661\u0662\u0663\u0664\u0665",
    ],
)
def test_what_is_no_contact_is_refused(text: str) -> None:
    assert isinstance(read_contact(text), BadContact)
