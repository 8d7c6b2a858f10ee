"""Brings a message to one place: opens its seal, finds the words, hands both to a sender, and says
what was answered. Knows places and senders; knows no store and no inbox.
"""
