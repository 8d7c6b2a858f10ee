"""The counter: one question with one big answer, and what is lent, step by step."""
