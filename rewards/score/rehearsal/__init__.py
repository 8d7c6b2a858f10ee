"""What another scheme would have said of past cycles: who changes level, who gains or loses a perk.

Evidence is taken as it stood in the published scores, so what the scheme of then did not count is
not in it. Sums only, in bounded memory; who it is about is for the caller to write down.
"""
