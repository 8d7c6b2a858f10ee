"""`seedbank verify`: a file for each kind of thing that can be verified, and what is said of it."""

from service.cli.verify.command import verify

__all__ = ["verify"]
