"""What a member takes along: an archive of everything, with a manifest that proves it offline.

Owns its files and their names, how they are packed and read, and the statement for people. May ask
the store; no door.
"""
