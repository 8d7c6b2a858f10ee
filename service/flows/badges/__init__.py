"""The flows of badges: shared, taken back, looked at."""
