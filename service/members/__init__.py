"""Who is in, and what they have agreed to. Pure.

Owns member and account documents, membership states, consents, inbox and access-log entries. May
import `tasks` and `rewards` values; knows no store, no flow, no door.

The member document holds the person, the account document everything else; only the member
document links the two. Rules here work on the account, which is what every decision reads.
"""
