"""The doors' own applications, knocked at here to see what is counted."""

from tests.http.conftest import doors, own_doors

__all__ = ["doors", "own_doors"]
