"""What goes wrong with an embedded server, always as one line that says what to do."""


class EmbeddedError(Exception):
    """The embedded MongoDB cannot start; the text is one line for a person."""


class PortTakenError(EmbeddedError):
    """Another program took the port between our look and the server's; another port will do."""
