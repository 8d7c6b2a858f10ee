"""Invitations: a member brings another, and both are paid once it has proved real.

Owns the invitation, its code and its machine, what an account remembers of inviting, the two stages
of payment, why one waits, and invariant I8. Risk signals, review and clawing back come later.
"""
