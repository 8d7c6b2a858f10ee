"""Backups: every collection as it was at one moment, in files that are proved before they are read.

Below the write path, like migrations: it copies documents as they are and knows no rule.
"""
