"""Errors as `application/problem+json` (RFC 9457), every one of them.

Owns the doors' own refusals, the one table from refusal to status, and the turning of exceptions
into problems. Nothing that goes out of here is a framework's or a driver's text.
"""
