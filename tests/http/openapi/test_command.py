"""`seedbank openapi`: for client generators and for reviewers' diffs."""

import msgspec

from service.http.openapi.operation import Document
from tests.serving import run


def test_it_prints_the_document_without_settings_and_without_a_database(document: Document) -> None:
    printed = run("openapi", mongo_url="mongodb://127.0.0.1:1/", data_dir="/nothing/here")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert msgspec.json.decode(printed.stdout) == document


def test_it_prints_the_same_each_time() -> None:
    assert run("openapi").stdout == run("openapi").stdout
