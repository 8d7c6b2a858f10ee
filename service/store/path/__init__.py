"""The one write path: command, batch, rule, effects, answer.

`command`, `state`, `record` and `decide` are pure and read top-down; `load`, `write` and
`transaction` turn one batch into one snapshot transaction; `batcher` and `lanes` decide which
commands share a batch and what happens when a transaction cannot be had.
"""
