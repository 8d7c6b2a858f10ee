"""Which calendar date something happened on, for a member who may travel. Pure.

Owns a member's zones over time and the date of an event in them. May import `rewards` and the
refusals of `tasks`.
"""
