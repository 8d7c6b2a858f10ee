"""What a perk declares beyond its level: when, how often, how many, and what its kind is about.

Values of the programme document and the sentences of what is wrong with them. What is lent is in
`rewards.perks.rentals.terms`.
"""
