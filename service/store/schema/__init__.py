"""Collections, validators, indexes and migrations: everything MongoDB is told about our data."""
