"""What a new version has to say beyond being usable. Pure.

Versions that were stored before a rule of this page go on being read; whoever writes the next one
keeps to it.
"""

from service.programme.document import Programme


def policy(programme: Programme) -> list[str]:
    """What `programme` lacks to be announced, as sentences."""
    return [
        f"perk {perk.id!r}: say in `outside_terms` what people outside the programme get instead"
        for perk in programme.perks
        if not perk.outside_terms.strip()
    ]
