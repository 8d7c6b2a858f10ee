"""DELETE /v1/me/tasks/{task}."""

from litestar import Response, delete
from litestar.params import FromPath

from service.flows.tasks.leave_task import LEAVE_TASK, LeaveTask, TaskLeft
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@delete("/tasks/{task:str}", operation_id="leaveTask", status_code=200, tags=["tasks"])
async def let_task_go(
    means: TheMeans, caller: TheMember, key: TheKey, task: FromPath[str]
) -> Response[TaskLeft]:
    """Follows a task no more; what was done for it stays."""
    body = LeaveTask(account=caller.account, task=task)
    return answer(await means.context.apply(LEAVE_TASK, body, caller=caller.caller, key=key))
