"""A real MongoDB of our own, for machines that have none set up.

Owns: finding a `mongod`, its data folder, its life as our child process, and the few administration
commands that make it a one-node replica set with a password. May import pymongo; knows nothing of
collections. Linux and macOS.
"""

from service.store.embedded.errors import EmbeddedError
from service.store.embedded.handle import Mongod
from service.store.embedded.start import start_mongod

__all__ = ["EmbeddedError", "Mongod", "start_mongod"]
