"""The flows of tasks: taking one on, doing it, counting it in a season."""
