"""What has changed between two scores of an account: each piece of evidence, and each cut.

The sums are exact. In micro-points the changes of a line's items and of its cap are the line's, the
lines' and the cut's are the part's points; in points, the start, the parts and the cushion are the
whole.
"""
