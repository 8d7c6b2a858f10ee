"""Prometheus metrics: what is counted on one page, who counts it, and where it can be read.

Owns `page` (every metric with its labels), the small functions by which the rooms count, the
sampler that looks at a process once a second, and the listener apart from the public port. Labels
are bounded: names that the program itself has. May import nothing of ours but settings, so that
every room may count.
"""
