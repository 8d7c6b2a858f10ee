"""The office: what is lent, which servers are told, and the merchant's keys."""
