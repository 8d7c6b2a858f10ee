"""How one-time codes and notices reach a person. Knows contacts and devices; knows no member and no
store."""
