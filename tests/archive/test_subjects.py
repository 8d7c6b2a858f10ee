"""Whatever is kept of an account is in its archive, or somebody has said why not."""

from service.archive.subjects import LEFT_OUT, ROWS
from service.store.schema.page import PAGE


def test_every_collection_of_accounts_is_in_it_or_left_out_for_a_reason() -> None:
    owned = {
        stored.collection.name
        for stored in PAGE
        if {"account", "id", "inviter"} & set(stored.collection.owners)
        or "account" in stored.collection.type.__struct_fields__
    }
    in_it = {rows.collection.name for rows in ROWS}
    assert in_it | LEFT_OUT.keys() == owned | {"members"}
    assert not in_it & LEFT_OUT.keys()


def test_no_two_files_have_one_name() -> None:
    names = [rows.name for rows in ROWS]
    assert len(set(names)) == len(names)
