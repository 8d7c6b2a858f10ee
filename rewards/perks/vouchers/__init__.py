"""Vouchers: bought with seeds, redeemed once at the merchant they name, or given back.

Owns the voucher, its machine and the digits of its code. What it costs waits in an account of the
programme's until then. Decision 0025 says why.
"""
