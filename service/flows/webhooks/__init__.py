"""The flows of webhooks: merchants' endpoints, what is queued for them, and what became of it."""
