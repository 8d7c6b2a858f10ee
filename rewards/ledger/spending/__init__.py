"""Paying with seeds: set aside by a member for a merchant, who takes them, in part or whole.

Owns the spending and its machine; the seeds themselves are in the purse, under the spending's id.
"""
