"""The days of the ledger: what is read to close one, and to prove a transfer of it.

The rules are in `rewards.ledger.days`, the commands in `service.flows.ledger`, the job is
`service.jobs.close_ledger_day`. May import those rules and `service.store`.
"""
