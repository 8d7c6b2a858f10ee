"""No message on the member page is told by the names of its fields."""

import re

import pytest

from service.members.message import MessageKind
from service.pages.assets import files


@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_of_message_has_words(kind: MessageKind) -> None:
    script = files()["member/messages.js"].decode()
    assert len(re.findall(rf"^  {kind}: \(", script, re.M)) == 1
