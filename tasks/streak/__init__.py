"""Days in a row on which a member did something: what it is now, what it saves, what it pays. Pure.

Owns the streak of an account. May import `rewards`, and numbers and completions of `tasks`.
"""
