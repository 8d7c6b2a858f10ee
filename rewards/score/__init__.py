"""How well promises are kept: a sum that can be explained to the piece of evidence.

Owns evidence, schemes, decay and the score. Integers only, in micro-points. Friends, opinion,
protected traits and balances of seeds are not evidence and cannot enter.
"""
