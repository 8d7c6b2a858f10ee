"""The flows of guessing games: from the draft to the prizes."""
