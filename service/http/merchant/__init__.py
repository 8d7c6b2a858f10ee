"""What a merchant's till sends. Merchants know members by pseudonyms and passes only."""
