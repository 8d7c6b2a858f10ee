"""The job by its name, as an operator starts it, with the sender that the settings name."""

import json
from pathlib import Path
from typing import Any

from service.flows.notices.set_reach import SET_REACH, SetReach
from service.keys import Keys
from service.language.languages import Language
from service.members.reach import EMAIL
from service.post.post import no_post
from tests.jobs.mail_room import SECRET, MailRoom, open_room
from tests.people import ALICE
from tests.serving import run


async def test_the_program_sends_what_waits(
    mongo_url: str, database_name: str, database: Any, tmp_path: Path
) -> None:
    context = await open_room(mongo_url, database_name, no_post())
    here = MailRoom(context, database)
    alice = await here.newcomer(ALICE)
    seals = Keys(SECRET, realm=database_name).seals
    sealed = seals.seal("alice@example.org", account=alice.account, place=EMAIL)
    body = SetReach(
        account=alice.account, member=alice.member, contact="Alice", language=Language.ZH_CN
    )
    await here.apply(SET_REACH, body, ids=(sealed,))
    id_ = here.tell(alice.account)
    await context.store.close()
    where: dict[str, Any] = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
    done = run("job", "deliver_messages", **where, sender="mailbox", data_dir=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "mailbox" / "alice@example.org.notices").read_text().splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["您赢得了种子"]
    assert here.message(id_).delivered_at is not None
    assert "alice@example.org" not in done.stdout + done.stderr


def test_what_is_missing_to_send_is_said_in_one_line(mongo_url: str, database_name: str) -> None:
    where: dict[str, Any] = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
    done = run("jobs", "--run", **where, push_url="https://push.example", sender="console")
    assert done.returncode != 0
    said = "SEEDBANK_PUSH_SECRET must be set together with SEEDBANK_PUSH_URL"
    assert said in done.stdout + done.stderr
