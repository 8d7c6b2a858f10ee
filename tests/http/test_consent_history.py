"""What a member has said yes and no to, newest first, for the member alone."""

from service.members.consents import Purpose
from tests.http.doors import BIKES, KIOSK, Doors, is_problem

HISTORY = "/v1/me/consents/history"


async def test_every_yes_and_every_no_stays(doors: Doors) -> None:
    token = await doors.member()
    await doors.consent(token, Purpose.ELIGIBILITY, KIOSK)
    await doors.call("DELETE", f"/v1/me/consents/eligibility/{KIOSK}", token)
    said = (await doors.call("GET", HISTORY, token)).json()["said"]
    assert [(each["purpose"], each["agreed"]) for each in said] == [
        ("eligibility", False),
        ("eligibility", True),
        ("enrolment", True),
    ]
    no, yes, enrolled = said
    assert not {"ends_at", "text_sha256", "language"} & no.keys()
    assert (len(yes["text_sha256"]), yes["language"], "ends_at" in yes) == (64, "en", True)
    assert "ends_at" not in enrolled  # it lasts until the member leaves


async def test_pages_follow_each_other_also_within_one_moment(doors: Doors) -> None:
    alice, bob = await doors.member(), await doors.member()
    for merchant in (KIOSK, BIKES):
        await doors.consent(alice, Purpose.ELIGIBILITY, merchant)
    # Leaving takes all of them back at once.
    await doors.call("DELETE", "/v1/me/consents/enrolment/programme", alice)
    seen, cursor = [], ""
    while True:
        page = (await doors.call("GET", f"{HISTORY}?limit=2&cursor={cursor}", alice)).json()
        seen += [each["id"] for each in page["said"]]
        cursor = page.get("next_cursor", "")
        if not cursor:
            break
        refused = await doors.call("GET", f"{HISTORY}?cursor={cursor}", bob)
        is_problem(refused, 422, "invalid_request")
    assert (len(seen), seen) == (6, sorted(set(seen), reverse=True))
