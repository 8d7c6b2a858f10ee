"""The numbers of operators on one page, with units and reasons."""

from datetime import timedelta

SESSION = timedelta(minutes=15)
"""How long a sign-in is good for: a console that was left open is not open for long."""

SESSIONS_MAX = 8
"""Of one operator at once; one more ends the oldest. Nobody works at nine consoles."""

PASSWORD_LENGTH_MIN = 12
"""Characters. Length is what makes guessing dear; demands on their kind make passwords alike."""

PASSWORD_LENGTH_MAX = 256
"""Characters: whoever pastes a book means something else."""
