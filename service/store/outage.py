"""Whether an error means that the database is away, for those who may not name a driver."""

from pymongo.errors import PyMongoError

from service.store.path.fault import Fault, Unavailable, fault_of


def is_outage(error: BaseException) -> bool:
    """True if waiting and asking again can help; False for a defect."""
    if isinstance(error, Fault):
        return isinstance(error, Unavailable)
    return isinstance(error, PyMongoError) and isinstance(fault_of(error), Unavailable)
