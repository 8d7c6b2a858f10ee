"""What partners offer, who may have it, and the pass that proves the asking.

Owns perks, merchants, the eligibility decision, passes, rentals and vouchers. A merchant learns yes
or no, never why and never a score; the reasons are the member's.
"""
