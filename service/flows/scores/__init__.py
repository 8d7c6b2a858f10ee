"""Publishing scores: a revision of a cycle is begun, filled with snapshots, filled with leaves, and
published. Each step relies on the revision's one document, so that of two who do the same step one
does it and the other finds it done.
"""
