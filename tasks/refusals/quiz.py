"""Why an answer to a quiz is not graded."""

from rewards.refusal import Refusal


class NoQuiz(Refusal, frozen=True, kw_only=True):
    """The task has no questions to answer."""

    task: str

    def detail(self) -> str:
        return f"{self.task} is no quiz: do it where it can be done, and it is reported."


class QuizPassed(Refusal, frozen=True, kw_only=True):
    """The quiz has been passed in this period."""

    task: str

    def detail(self) -> str:
        return f"The quiz {self.task} has been passed: nothing is left to answer."


class WrongAnswers(Refusal, frozen=True, kw_only=True):
    """There are not as many answers as questions."""

    task: str
    answers: int
    questions: int

    def detail(self) -> str:
        return (
            f"{self.task} has {self.questions} questions and {self.answers} answers were sent: "
            "answer each question once, in order."
        )


class TooManyTries(Refusal, frozen=True, kw_only=True):
    """The quiz has been tried as often as it may be on one day."""

    task: str
    tries: int
    most: int

    def detail(self) -> str:
        return (
            f"{self.task} has been tried {self.tries} times today and {self.most} are allowed: "
            "try again tomorrow."
        )
