"""Why a merchant's webhooks are not as it asks."""

from rewards.refusal import Refusal


class EndpointUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such endpoint, or not for this merchant."""

    def detail(self) -> str:
        return "You have no such endpoint: take the id from the list of endpoints."


class EndpointUrlRefused(Refusal, frozen=True, kw_only=True):
    """The address cannot be one of a public server with TLS."""

    def detail(self) -> str:
        return (
            "An endpoint is an https:// address of a public server, without a name, a password "
            "or a fragment: give one."
        )


class TooManyEndpoints(Refusal, frozen=True, kw_only=True):
    """Each system of the merchant's may have one, but not without end."""

    endpoints_max: int

    def detail(self) -> str:
        return f"You have {self.endpoints_max} endpoints: remove one first."


class EndpointDisabled(Refusal, frozen=True, kw_only=True):
    """Nothing is sent to an endpoint that is switched off."""

    def detail(self) -> str:
        return "This endpoint is switched off: enable it first."


class DeliveryUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such delivery of this endpoint, or no longer."""

    def detail(self) -> str:
        return "This endpoint has no such delivery: take the id from the list of deliveries."


class DeliveryWaits(Refusal, frozen=True, kw_only=True):
    """What waits to be sent needs no replay."""

    def detail(self) -> str:
        return "This delivery waits to be sent already: there is nothing to replay."


class DeliveryWithheld(Refusal, frozen=True, kw_only=True):
    """The merchant may not know any more what it says."""

    def detail(self) -> str:
        return "You may no longer know what this delivery says: it cannot be sent."
