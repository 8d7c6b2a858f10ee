"""Guessing games: free to enter, locked before anybody can know, provable afterwards.

Owns games, guesses, the commitment over them, the rules that turn an outcome into ranks, and
invariant I12. Pays through settlement. Other kinds come later; the gates that close a game by the
database's clock are the store's.
"""
