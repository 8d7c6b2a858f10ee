"""The document as everybody may read it: the right answers of quizzes stay here, and the words
that no name may have. Pure."""

import msgspec

from service.programme.document import Programme
from tasks.quiz.public import without_answers


def public(programme: Programme) -> Programme:
    """The whole document but for the right answers and the refused words."""
    tasks = tuple(without_answers(task) for task in programme.tasks)
    return msgspec.structs.replace(programme, tasks=tasks, refused_words=())
