"""Every metric on one page: its meaning, its unit, its labels and what bounds them.

With PROMETHEUS_MULTIPROC_DIR in the environment, as `seedbank serve` sets it for its workers, the
values live in files that the master adds up; otherwise in this process.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry(auto_describe=True)

MS = 0.001
HTTP_BUCKETS = tuple(each * MS for each in (5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000))
COMMIT_BUCKETS = tuple(each * MS for each in (2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000))
BATCH_BUCKETS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
LAG_BUCKETS = (0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 21_600)


def _counter(name: str, what: str, *labels: str) -> Counter:
    return Counter(f"seedbank_{name}", what, labels, registry=REGISTRY)


def _gauge(name: str, what: str, mode: str, *labels: str) -> Gauge:
    """`mode`: how the values of several processes become one; only of processes that live."""
    return Gauge(
        f"seedbank_{name}",
        what,
        labels,
        registry=REGISTRY,
        multiprocess_mode=mode,  # type: ignore[arg-type]
    )


def _histogram(name: str, what: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
    return Histogram(f"seedbank_{name}", what, labels, registry=REGISTRY, buckets=buckets)


# The doors. Routes are templates; paths that are none of ours share one label.
HTTP_SECONDS = _histogram(
    "http_request_seconds",
    "From a request's arrival to the first byte of its answer; its count is the number of requests",
    HTTP_BUCKETS,
    *("method", "route", "status"),  # status: 2xx, 3xx, 4xx, 5xx
)
REFUSALS = _counter("refusals", "Problems answered, by their stable code", "code")
RATE_LIMITED = _counter("rate_limited", "Tries refused by a limit, by its policy", "policy")
CODES = _counter("sign_in_codes", "One-time codes handed to the sender", "outcome")  # sent, failed
NOTICES = _counter(
    "notices",
    "Messages handed over to be sent out of the inbox, by each try at each place",
    *("channel", "outcome"),  # email, push; taken, gone, refused, later
)
WEBHOOKS = _counter(
    "webhooks",
    "Events handed over to merchants' endpoints, by each try",
    "outcome",  # taken, refused, timeout, address, connect, protocol, sealed, withheld
)
STREAMS = _gauge("streams", "Displays that are connected to a stream", "livesum")
BOARD_AGE_S = _gauge("board_age_seconds", "How old what displays show is; the oldest", "livemax")

# The write path. All of it is counted once a commit is known, not when it is tried.
COMMANDS = _counter(
    "commands",
    "Commands that were decided and committed",
    *("kind", "outcome"),  # outcome: done, refused, replayed, failed
)
TRANSFERS = _counter("transfers", "Transfers of seeds, by the reason for them", "reason")
SEEDS = _counter("seeds_moved", "Seeds moved by transfers, by the reason for them", "reason")
RENTALS = _counter("rental_transitions", "Rentals that changed their state", "before", "after")
BATCH_COMMANDS = _histogram("batch_commands", "Commands in one transaction", BATCH_BUCKETS)
COMMIT_SECONDS = _histogram(
    "commit_seconds", "From the first read of a transaction to its durable commit", COMMIT_BUCKETS
)
RETRIES = _counter(
    "batch_retries",
    "Attempts at a batch that did not commit",
    "why",  # conflict, outage
)
BISECTIONS = _counter("batch_bisections", "Batches halved to find the command that is locked")
ASIDE = _counter("commands_set_aside", "Commands that waited in a lane of their own")
SHED = _counter("commands_shed", "Commands refused because the queue was full or too slow")
QUEUE = _gauge("queue_commands", "Commands that wait for a batch", "livesum")

# Jobs.
SLOT_LAG = _histogram(
    "job_start_lag_seconds", "From a due time to its first start", LAG_BUCKETS, "job"
)
JOB_RUNS = _counter(
    "job_runs",
    "Runs of jobs that ended in this process",
    *("job", "outcome"),  # done, stopped, retry, failed, lost
)
JOBS_WAITING_S = _gauge(
    "jobs_waiting_seconds", "How long the oldest unfinished run has been due; 0 for none", "livemax"
)
JOBS_NEWEST_S = _gauge(
    "jobs_newest_run_age_seconds",
    "How long ago the newest run of any job was due; it grows while nobody keeps time",
    "livemax",
)
JOBS_FAILED = _gauge("jobs_failed", "Runs that failed for good and wait for a person", "livemax")

# `seedbank check`, whose last result is stored.
CHECK_VIOLATIONS = _gauge("check_violations", "Violations that the last check found", "livemax")
CHECK_AGE_S = _gauge("check_age_seconds", "How long ago the last check ended", "livemin")

# The programme.
PROGRAMME_VERSION = _gauge(
    "programme_version", "The version in force; of the process that is furthest behind", "livemin"
)
PROGRAMME_SILENT_S = _gauge(
    "programme_silent_seconds",
    "For how long a process could not tell whether there is another version; the longest",
    "livemax",
)

# The process.
PRIMARY = _gauge("primary_reachable", "1 while a majority of the database answers", "livemin")
LOOP_LAG_S = _gauge("loop_lag_seconds", "How late the event loop was; the worst process", "livemax")
GARBAGE = _counter("gc_collections", "Searches for garbage in cycles", "generation")
