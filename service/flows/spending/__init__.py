"""Paying with seeds at a merchant: set aside, taken, given up, given back."""
