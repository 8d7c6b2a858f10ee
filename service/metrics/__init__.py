"""Prometheus metrics: what is counted on one page, who counts it, and where it can be read.

Owns `page` (every metric with its labels), the functions by which rooms count (`http`, `path`,
`jobs`), which import nothing else of ours, so that every room may; the sampler that looks at a
process from time to time; and the listener, apart from the public port. Labels are bounded: names
that the program itself has, never what somebody sent.
"""
