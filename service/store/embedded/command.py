"""The command line of the embedded server, each option with its reason."""

from pathlib import Path

from service.store.embedded.folder import Folder
from service.store.embedded.replica import SET_NAME

PARAMETERS = {
    # A process killed inside a transaction blocks its documents for this long (60 s otherwise).
    "transactionLifetimeLimitSeconds": "5",
    # Nobody else is in the set: waiting 15 s for others to take over would be for nothing.
    "shutdownTimeoutMillisForSignaledShutdown": "100",
    # Up to 200 MB of diagnostics that nobody would read.
    "diagnosticDataCollectionEnabled": "false",
}


def command_of(program: Path, folder: Folder, *, port: int, cache_gb: float) -> list[str]:
    """Program and arguments. The keyfile also turns authentication on."""
    options = {
        "replSet": SET_NAME,
        "bind_ip": "127.0.0.1",
        "port": str(port),
        "dbpath": str(folder.db),
        "keyFile": str(folder.keyfile),
        "logpath": str(folder.log),
        "wiredTigerCacheSizeGB": f"{cache_gb:g}",
        "oplogSize": "1024",  # MB; the default is a twentieth of the disk
        "networkMessageCompressors": "snappy,zstd",  # zlib has CVE-2025-14847 in 6.0.5
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    parameters = [f"--setParameter={name}={value}" for name, value in PARAMETERS.items()]
    return [str(program), *arguments, *parameters, "--quiet", "--nounixsocket"]
