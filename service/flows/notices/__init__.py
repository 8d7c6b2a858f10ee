"""The flows of the inbox: where messages go from it, what became of them, what has been seen."""
