"""Clients that anybody can generate, played against a real server."""
