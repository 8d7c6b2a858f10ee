"""What a settlement is about, as one part of derived ids."""

from rewards.ledger.ids import part


def season_subject(*, board: str, season: str) -> str:
    """`season.<board>.<season>`. ValueError if that is longer than a part may be."""
    return part(f"season.{board}.{season}")


def game_subject(game: str) -> str:
    """`game.<id>`. ValueError if that is longer than a part may be."""
    return part(f"game.{game}")
