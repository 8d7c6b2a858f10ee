"""Publications: every revision of a cycle, its signed root, and the proof of one score in it."""
