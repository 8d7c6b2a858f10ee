"""What merchants send and get about their endpoints."""

from typing import Annotated

import msgspec

from service.flows.webhooks.endpoint_view import EndpointView
from service.webhooks.endpoint import Subjects
from service.webhooks.url import URL_MAX

Url = Annotated[str, msgspec.Meta(min_length=1, max_length=URL_MAX)]
Description = Annotated[str, msgspec.Meta(max_length=100)]


class EndpointWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`url` is the https:// address of a public server, `subjects` what it is to be told of."""

    url: Url
    subjects: Subjects
    description: Description = ""


class EndpointChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays as it is."""

    url: Url | None = None
    subjects: Subjects | None = None
    description: Description | None = None


class EndpointKey(msgspec.Struct, frozen=True, kw_only=True):
    """`secret` is shown this once: it verifies signatures of `v1`. A repeated request does not show
    it again."""

    secret: str
    endpoint: EndpointView


class EndpointList(msgspec.Struct, frozen=True, kw_only=True):
    """All of a merchant's, the oldest first."""

    endpoints: tuple[EndpointView, ...]
