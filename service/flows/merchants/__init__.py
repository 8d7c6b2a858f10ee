"""How businesses become merchants, and stop being ones for a while."""
