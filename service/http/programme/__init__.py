"""The programme document, readable by everybody."""
