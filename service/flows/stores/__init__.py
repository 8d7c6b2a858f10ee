"""A merchant's stores and terminals, opened and closed by keys of its office."""
