"""The one way in which settings fail."""


class SettingsError(Exception):
    """A setting that cannot be used: its name and a sentence that says what to do."""

    def __init__(self, name: str, sentence: str) -> None:
        """`sentence` goes on from the name: "must be ...". It never holds a secret's value."""
        super().__init__(name, sentence)
        self.name = name
        self.sentence = sentence

    def __str__(self) -> str:
        return f"{self.name} {self.sentence}"
