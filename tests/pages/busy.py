"""A member who has done a bit of everything."""

from tests.pages.crowd import Crowd
from tests.pages.reporters import Subject, moves_on, reporter
from tests.pages.served import Served
from tests.pages.visitor import Visitor
from tests.people import DAY, RIVERSIDE_BIKES, UMBRELLA_KIOSK

FOLLOWED = ("Take the tour", "Ride a bicycle", "Ride 100 km", "Ride on 3 days", "Know your score")


async def has_done_much(
    alice: Visitor, people: Crowd, server: Served, *, regrets: bool = True
) -> None:
    """Three days of somebody who follows nearly everything; the last report may be taken back."""
    subject = Subject(alice.page)
    await alice.joins()
    brings_back = await alice.takes_on_and_links("Bring an umbrella back")
    for task in FOLLOWED:
        await alice.takes_on(task)
    rides = await alice.links("Ride a bicycle")
    app = await reporter(people, server, "app")
    kiosk = await reporter(people, server, UMBRELLA_KIOSK)
    bikes = await reporter(people, server, RIVERSIDE_BIKES)
    await app.reports(subject.id, "welcome-tour")
    for _ in range(2):
        await kiosk.reports(brings_back, "return-umbrella")
        await bikes.reports(rides, "ride-3-days")
        await bikes.reports(rides, "ride-100-km", amount=17_300)
        await moves_on(people, server, DAY)
    await kiosk.reports(brings_back, "return-umbrella")
    if regrets:
        await kiosk.takes_it_back()
    await bikes.reports(rides, "weekly-ride")
    await alice.page.reload()
