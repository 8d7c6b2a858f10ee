"""The flows of challenges, and of broken promises that were made good."""
