"""Forgetting a member: what has to end first, what stays of the account, and what is remembered."""
