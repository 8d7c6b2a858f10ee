"""Signing in: one-time codes and sessions. Pure; secrets come in as hashes only."""
