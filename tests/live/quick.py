"""The application with an impatient pace, for tests that wait for pings."""

from litestar import Litestar

from service import app
from service.live.live import boards_lifespan
from service.live.stream import Pace

PACE = Pace(ping_s=0.4, slow_s=1.0)


def application() -> Litestar:
    """What `service.app:application` makes, with another pace."""
    app.EXTRA_LIFESPANS = (boards_lifespan(PACE),)
    return app.application()
