"""What operators see and do: keys, displays, other operators, the audit log.

Each door declares the power it asks for by `opt={POWER: ...}`; every change takes a reason, which
stands in the audit log. No secret is ever shown again.
"""
