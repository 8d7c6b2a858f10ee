"""Why an archive is not taken."""

from rewards.refusal import Refusal


class ArchiveTooLarge(Refusal, frozen=True, kw_only=True):
    """More bytes, packed or unpacked, than are read."""

    bytes_max: int

    def detail(self) -> str:
        return f"The archive is too large: it may have {self.bytes_max} bytes."


class ArchiveUnreadable(Refusal, frozen=True, kw_only=True):
    """No archive of a member, or a damaged one."""

    def detail(self) -> str:
        return "This is no archive that a member has exported: send the ZIP file as it was made."


class ArchiveNotSigned(Refusal, frozen=True, kw_only=True):
    """It is not what its signature says."""

    sentence: str

    def detail(self) -> str:
        return f"The archive proves nothing: {self.sentence}. Export it again where it comes from."
