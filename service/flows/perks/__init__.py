"""The flows of perks: a pass is opened, shown and answered."""
