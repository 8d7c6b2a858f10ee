"""The member's score: asking for one, every point of it, how it went and what would change it.

These pages only arrange what doors of the API answer, in the words that come with it: no number is
worked out here but the places of marks in drawings.
"""
