"""`make bench`: ours and the plain way side by side in one run, as ratios, with CPU per operation.

Machines differ and are shared, so nothing here is asserted; the ratios are what to read.
"""
