"""What the programme calls things, in the reader's language: for pages that were told an id."""

from dataclasses import dataclass

from service.http.programme.translated import Say, saying
from service.language.first_upper import first_upper
from service.language.languages import Language
from service.language.money import money
from service.members.consents import PROGRAMME, Purpose
from service.pages.member.visit import Visit
from service.pages.named import named
from service.programme import Programme


@dataclass(frozen=True)
class Names:
    """The programme's texts; what it does not name any more is told by its id, as words."""

    programme: Programme
    say: Say
    lang: str

    def merchant(self, id_: str) -> str:
        """A merchant's name."""
        return self._of({each.id: each.name for each in self.programme.merchants}, id_)

    def board(self, id_: str) -> str:
        """A leaderboard's title."""
        return self._of({each.id: each.title for each in self.programme.boards}, id_)

    def perk(self, id_: str) -> str:
        """A perk's title."""
        return self._of({each.id: each.title for each in self.programme.perks}, id_)

    def money(self, minor: int) -> str:
        """An amount in the programme's currency."""
        return money(minor, self.programme.currency, Language(self.lang))

    def tier(self, perk: str, tier: str) -> str:
        """What a part of a perk is, in its public terms."""
        found = [each for one in self.programme.perks if one.id == perk for each in one.tiers]
        return self._of({each.id: each.terms for each in found}, tier)

    def level(self, name: str) -> str:
        """A level's name, as a title."""
        said = self.say(name)
        return first_upper(said)

    def whom(self, purpose: Purpose, counterparty: str) -> str:
        """Whom a consent is for; empty for the programme itself."""
        if counterparty == PROGRAMME:
            return ""
        return self.board(counterparty) if purpose is Purpose.BOARD else self.merchant(counterparty)

    def _of(self, known: dict[str, str], id_: str) -> str:
        return self.say(known[id_]) if id_ in known else named(self.lang, "", id_)


def names_of(visit: Visit) -> Names:
    """The names in the language of this visit."""
    return Names(visit.means.programme, saying(visit.request), visit.lang)
