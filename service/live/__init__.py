"""Leaderboards as they are now: a read model in memory, fed by change streams, streamed to screens.

Owns the rank index of every board, what keeps it true, and the answers and events made from it. May
import rules, documents and `service.store`; it only reads. `standings`, `board_index` and `model`
are pure.
"""
