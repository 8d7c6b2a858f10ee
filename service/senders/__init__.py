"""How a one-time code reaches a person. Knows contacts; knows no member and no store."""
