"""How a piece of evidence stands, from proposed to reversed, and by whose word.

Owns the statuses that may follow each other, challenges, and their clocks. Pure.
"""
