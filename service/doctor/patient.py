"""What the checks look at."""

from dataclasses import dataclass

from service.settings import Settings
from service.store.examination import Examination


@dataclass(frozen=True)
class Patient:
    """A database, and the settings of the process that would use it."""

    settings: Settings
    server: Examination

    @property
    def embedded(self) -> bool:
        """Whether the database is the one that we start ourselves."""
        return self.settings.mongo_url is None
