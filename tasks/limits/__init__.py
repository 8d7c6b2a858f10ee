"""Caps of a member's day, campaigns, and what they and budgets leave of an award. Pure.

Owns what an account has earned on recent dates. May import `rewards`, and tasks of `tasks`.
"""
