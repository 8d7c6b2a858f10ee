"""What a score would be: a life goes on as supposed, and the same engine scores it.

Owns suppositions, how they are played, and the search for what opens the next level soonest.
Nothing is written anywhere; numbers bound how much may be supposed.
"""
