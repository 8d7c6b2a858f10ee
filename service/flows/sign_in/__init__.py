"""The flows of signing in and out."""
