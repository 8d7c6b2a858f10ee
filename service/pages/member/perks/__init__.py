"""The member's perks: what is missing, passes for the counter, and what is lent.

As all of the app: it asks the API's doors and decides nothing. The token of a pass goes into the
QR code of the answer and into no address.
"""
