"""Signing in: codes, tokens, refreshing. No credentials and no Idempotency-Key: each code and each
refresh token works once anyway."""
