"""Reads of evidence for people: what a member's score is made of, a page at a time.

It may import the store's reads, the flows' views and the rules; it writes nothing.
"""
