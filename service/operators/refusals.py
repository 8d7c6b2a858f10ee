"""What is said about operators instead of an answer."""

from rewards.refusal import Refusal


class SignInRefused(Refusal, frozen=True, kw_only=True):
    """Wrong password, unknown name or an operator no more: one answer, so trying tells nothing."""

    def detail(self) -> str:
        return "This name and password are not those of an operator: try again, or ask an admin."


class OperatorUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such operator."""

    operator: str

    def detail(self) -> str:
        return f"There is no operator {self.operator}: take a name from the list of operators."


class OperatorExists(Refusal, frozen=True, kw_only=True):
    """The name is taken, also by one who was disabled: the audit log must stay unambiguous."""

    operator: str

    def detail(self) -> str:
        return f"There is an operator {self.operator} already: choose another name."


class OperatorDisabled(Refusal, frozen=True, kw_only=True):
    """The operator was disabled, and stays so."""

    operator: str

    def detail(self) -> str:
        return f"The operator {self.operator} is disabled: add one under another name."


class NotYourself(Refusal, frozen=True, kw_only=True):
    """Nobody disables themselves: so whoever disables others is always left."""

    operator: str

    def detail(self) -> str:
        return f"You are {self.operator}: have another admin disable you, or use the command line."


class BadOperatorName(Refusal, frozen=True, kw_only=True):
    """A name has a form that can be typed and cannot be mistaken."""

    pattern: str

    def detail(self) -> str:
        return (
            "A name has 2 to 32 characters: it begins with a small letter, and goes on with small "
            "letters, digits, '.', '-' or '_'."
        )


class NoRole(Refusal, frozen=True, kw_only=True):
    """Who has no role may do nothing."""

    def detail(self) -> str:
        return "An operator needs a role: give at least one of admin, support, auditor."


class PasswordUnfit(Refusal, frozen=True, kw_only=True):
    """Too short, too long, or with the name in it."""

    length_min: int
    length_max: int

    def detail(self) -> str:
        return (
            f"A password has {self.length_min} to {self.length_max} characters, not all the same, "
            "and does not contain the operator's name: use a sentence or a random text."
        )
