"""The flows of seeds."""
