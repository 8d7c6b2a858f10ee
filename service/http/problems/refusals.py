"""What the doors themselves say no to, before any rule is asked."""

from typing import ClassVar

import msgspec

from rewards.refusal import Refusal


class FieldError(msgspec.Struct, frozen=True, kw_only=True):
    """`field` is a path such as `contact` or `awards[2]`; empty for the body as a whole."""

    translated: ClassVar[bool] = False

    field: str
    detail: str

    def __str__(self) -> str:
        return f"{self.field}: {self.detail}" if self.field else self.detail


class SpokenError(FieldError, frozen=True, kw_only=True):
    """One that a page has put into the reader's language already: it stays as it is."""

    translated: ClassVar[bool] = True


class BadRequest(Refusal, frozen=True, kw_only=True):
    """A request that is no request of ours."""

    def detail(self) -> str:
        return "This request cannot be read: compare it with the API's description."


class MalformedJson(Refusal, frozen=True, kw_only=True):
    """The body is not JSON."""

    def detail(self) -> str:
        return "The body is not valid JSON in UTF-8: check quotes, commas and brackets."


class JsonTooDeep(Refusal, frozen=True, kw_only=True):
    """The body is nested deeper than anything we take."""

    levels_max: int

    def detail(self) -> str:
        return f"The JSON is nested too deeply: use at most {self.levels_max} levels."


class BodyMissing(Refusal, frozen=True, kw_only=True):
    """This call needs a body and there is none."""

    def detail(self) -> str:
        return "This call needs a JSON object as its body: send at least {}."


class BodyTooLarge(Refusal, frozen=True, kw_only=True):
    """The body has more bytes than we read."""

    bytes_max: int

    def detail(self) -> str:
        return f"The body is too large: send at most {self.bytes_max} bytes."


class NotJson(Refusal, frozen=True, kw_only=True):
    """The body is declared to be something else than JSON."""

    def detail(self) -> str:
        return "Only JSON is understood here: send Content-Type: application/json."


class NotZip(Refusal, frozen=True, kw_only=True):
    """The body is declared to be something else than an archive."""

    def detail(self) -> str:
        return "An archive is taken here: send the ZIP file with Content-Type: application/zip."


class InvalidRequest(Refusal, frozen=True, kw_only=True):
    """The request is readable and its content is not what this call takes."""

    errors: tuple[FieldError, ...]

    def detail(self) -> str:
        said = "; ".join(map(str, self.errors)).removesuffix(".")
        return f"{said}. Correct this and send it again."


class NoSuchPath(Refusal, frozen=True, kw_only=True):
    """There is nothing here, or nothing for this caller."""

    def detail(self) -> str:
        return "There is nothing at this address: compare it with the API's description."


class MethodNotAllowed(Refusal, frozen=True, kw_only=True):
    """The address exists, with other methods."""

    allowed: tuple[str, ...]

    def detail(self) -> str:
        return f"This address takes {', '.join(self.allowed)}: use one of these."


BEARER = {
    "member": "and an access token; one that has ended is renewed with its refresh token",
    "merchant": "and a merchant's key, as an operator has issued it",
    "display": "and a screen's token, as an operator has issued it",
    "operator": "and the token of a sign-in, which is good for a quarter of an hour",
}


class NotAuthenticated(Refusal, frozen=True, kw_only=True):
    """No credentials, or none that open this door."""

    caller: str

    def detail(self) -> str:
        what = BEARER.get(self.caller, "...")
        return f"This needs valid {self.caller} credentials: send Authorization: Bearer {what}."


class NotAllowed(Refusal, frozen=True, kw_only=True):
    """Who asks is known, and may not ask this."""

    def detail(self) -> str:
        return "These credentials do not open this: use others that do."


class NotFromPage(Refusal, frozen=True, kw_only=True):
    """Something to change came with a page's cookies and not from a page of ours."""

    def detail(self) -> str:
        return "This can only be sent by the page itself: open the page and try again there."


class ScopeMissing(Refusal, frozen=True, kw_only=True):
    """The key is good, and not for this."""

    scope: str

    def detail(self) -> str:
        return f"This key has no scope {self.scope}: ask the operator for one that has."


class PowerMissing(Refusal, frozen=True, kw_only=True):
    """The operator is known, and has no role for this."""

    power: str

    def detail(self) -> str:
        return f"None of your roles has the power {self.power}: ask an admin to do this."


class IdempotencyKeyMissing(Refusal, frozen=True, kw_only=True):
    """An unsafe call without a key could happen twice."""

    def detail(self) -> str:
        return (
            "Send an Idempotency-Key header of 1 to 255 visible ASCII characters: a new random one "
            "for each new action, the same one when you repeat a request."
        )


class AnswerNotRepeated(Refusal, frozen=True, kw_only=True):
    """This was done before; its answer held a secret, which is shown once and not kept."""

    def detail(self) -> str:
        return (
            "This was done before with the same Idempotency-Key. Its answer held a secret and is "
            "not repeated: start again with a new Idempotency-Key."
        )


class TooManyRequests(Refusal, frozen=True, kw_only=True):
    """A limit on calls has been reached."""

    retry_after_s: int
    policy: str = "requests"
    """The limit's name, as in the RateLimit headers."""

    def detail(self) -> str:
        return f"Too many requests of this kind: try again in {self.retry_after_s} s."


class SignInPaused(Refusal, frozen=True, kw_only=True):
    """Too many codes were sent, or typed wrong, in the whole programme: somebody is attacking."""

    retry_after_s: int
    policy: str

    def detail(self) -> str:
        return (
            "Signing in with a code pauses for everybody, because somebody abuses it: try again in "
            f"{self.retry_after_s} s. Who is signed in stays so."
        )


class HeadersTooLarge(Refusal, frozen=True, kw_only=True):
    """More header fields, or longer ones, than we read."""

    fields_max: int
    bytes_max: int

    def detail(self) -> str:
        return (
            f"The headers are too large: send at most {self.fields_max} fields and "
            f"{self.bytes_max} bytes."
        )


class TargetTooLong(Refusal, frozen=True, kw_only=True):
    """The path with its query is longer than any of ours."""

    bytes_max: int

    def detail(self) -> str:
        return f"The address is too long: send at most {self.bytes_max} bytes of path and query."


class CodeNotSent(Refusal, frozen=True, kw_only=True):
    """The code could not be handed to whoever delivers it."""

    retry_after_s: int = 30

    def detail(self) -> str:
        return f"The code could not be sent: try again in {self.retry_after_s} s."


class ChannelNotServed(Refusal, frozen=True, kw_only=True):
    """Codes do not leave by this way here, whoever asks."""

    channel: str

    def detail(self) -> str:
        return f"No codes are sent by {self.channel} here: use a contact of another kind."


class StoreUnavailable(Refusal, frozen=True, kw_only=True):
    """The database does not answer."""

    retry_after_s: int = 2

    def detail(self) -> str:
        return f"The service cannot reach its database: try again in {self.retry_after_s} s."


class InternalError(Refusal, frozen=True, kw_only=True):
    """A defect of ours. The request's id finds it in our logs; nothing else is told."""

    def detail(self) -> str:
        return "Something went wrong on our side: try again later, or report the request id."
