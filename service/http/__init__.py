"""The doors: who is asking, in which form, and in which form the answer goes out.

One file per operation: parse, one call, map, render. Owns callers, limits, problems and wire
shapes; a rule never lives here. May import `service.flows`, `service.keys`, the vocabulary of
`service.store`; never a driver.
"""
