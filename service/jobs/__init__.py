"""Background work: what is due, who runs it, how far it has come.

Owns the timetable, the metronome, the runner and the jobs. `when`, `due`, `effort`, `cycle`,
`judge` and the rules in `fence` are pure. A job only says what its next chunk is; the runner does
the rest: fence, checkpoint, lease, another try. May import service.store and service.flows; the
only package that names apscheduler.
"""
