"""The flows of operators: who they are, credentials they give out, the clock of a sandbox.

Each is made with `audited`, which writes the audit log in the same batch.
"""
