"""What ripe seeds are for, in the reader's words."""

from service.http.me.show_purse import PurseView, RipeSeeds
from service.http.programme.translated import saying
from service.pages.member.visit import Visit
from service.pages.words import speaking


def reasons(visit: Visit, purse: PurseView) -> dict[str, str]:
    """By award."""
    say, speak = saying(visit.request), speaking(visit.lang)
    titles = {each.id: say(each.title) for each in visit.means.programme.tasks}

    def reason(ripe: RipeSeeds) -> str:
        if ripe.task:
            return titles.get(ripe.task, ripe.task)
        if ripe.streak:
            return speak("days in a row for a week")
        return speak("an invitation") if ripe.invitation else speak("a prize")

    return {each.award: reason(each) for each in purse.basket}
