"""What members give to charities: gifts, the pools they are counted into, and what comes out.

A gift is booked at once and counted later: no document is shared by everybody who gives. Only what
has been counted can be redeemed.
"""
