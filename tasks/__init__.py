"""What a member can do, and what was done. Pure: values in, values out.

Owns tasks, joining, periods and completions. May import `rewards`, never `service`. *Task* here is
always a member's; work that runs by itself is a job.
"""
