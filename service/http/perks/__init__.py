"""The public catalogue of perks: what there is, on which terms, for everybody to read."""
