"""POST /v1/me/tasks/{task}."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.tasks.join_task import JOIN_TASK, JoinTask, TaskJoined
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post("/tasks/{task:str}", operation_id="joinTask", status_code=200, tags=["tasks"])
async def take_task_on(
    means: TheMeans, caller: TheMember, key: TheKey, task: FromPath[str]
) -> Response[TaskJoined]:
    """Follows a task; only what is done after joining counts."""
    body = JoinTask(account=caller.account, task=task)
    return answer(await means.context.apply(JOIN_TASK, body, caller=caller.caller, key=key))
