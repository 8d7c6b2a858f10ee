"""What a member has done of a task in one period, event by event. Pure.

Owns progress: counting events, taking them back, and the state that follows. May import `rewards`,
and tasks, days and periods of `tasks`.
"""
