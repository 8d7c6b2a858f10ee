"""Which words a member has agreed to."""

from collections.abc import Sequence

from service.members.consents import ConsentText
from service.members.refusals import ConsentTextChanged


def agreed_text(
    texts: Sequence[ConsentText], shown_sha256: str
) -> ConsentText | ConsentTextChanged:
    """The text whose words were on the screen.

    `texts` are those in force for one purpose, one in each language, the programme's own first: a
    refusal names that one as the current.
    """
    for text in texts:
        if text.sha256 == shown_sha256:
            return text
    first = texts[0]
    return ConsentTextChanged(purpose=first.purpose, shown=shown_sha256, current=first.sha256)
