"""The public directory of merchants: who they are, and what they offer on which terms."""
