"""How often somebody may try. Counted in the database, before the subject is looked up."""
