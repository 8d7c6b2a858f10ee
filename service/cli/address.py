"""Whether an address can be served, asked before anything else is started."""

import socket

from service.cli.stops import StartError


def require_free(host: str, port: int, *, of: str = "") -> None:
    """Binds and lets go again. StartError that names the settings to change: those of the API, or
    with `of="METRICS_"` those of the metrics."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise StartError(f"SEEDBANK_{of}HOST {host!r} is no address of this machine") from error
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise StartError(_sentence(host, port, of, error)) from error


def _sentence(host: str, port: int, of: str, error: OSError) -> str:
    why = (error.strerror or str(error)).lower()
    return (
        f"SEEDBANK_{of}PORT {port} on SEEDBANK_{of}HOST {host} cannot be used ({why}): "
        f"choose another, as in SEEDBANK_{of}PORT={9001 if of else 9000}"
    )
