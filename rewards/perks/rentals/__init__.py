"""Rentals: something lent without a deposit, from the quote to the end of the matter.

Owns the rental and its machine, the credit line in use, and what a return says about a promise.
A broken promise is decided about its evidence, and the rental follows that. Money is whole minor
units of the programme's one currency.
"""
