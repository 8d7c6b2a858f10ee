"""The settlement engine: a plan is decided once, kept for good, and paid in pieces.

Owns the flow from standings to payments for any subject that has an escrow and prizes; the rules
are in `rewards.settlement`. May import rules, flows, `service.store` and what a job is.

How to settle something of yours:

1. When it opens, fund its escrow: an Insert of `rewards.settlement.escrow.fund(subject, pool, at)`
   in the command that opens it. If it is called off, `give_back`.
2. When its result is known, a job says what it is about: a `Matter` with the subject, the prizes,
   the time of the cut-off, and its standings; `listed(standings)` makes pages of a few.
3. That job asks `settle.next_chunk(run, matter)` for its next chunk until there is none. A Refusal
   in place of a chunk says why it does not go on: set the subject aside and go on with others.
   `AwaitsApproval` is no trouble: ask again in a later run.
4. At None every award is paid or declared unclaimed, the remainder is moved and all of it is
   verified; one more command of yours may now say so (`Progress` is VERIFIED in SETTLEMENTS).

Any number of runners may try and may be cut at any moment. Standings are frozen row by row in order
of account, so the same account must never be told before and after another. `draft` shows the plan
without writing anything.
"""
