"""Seasons as something to settle: their steps as commands, and where their standings come from."""
