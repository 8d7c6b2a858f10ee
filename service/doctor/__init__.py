"""`seedbank doctor`: looks at a database and at the settings before they are trusted.

One file per check; `checks` is the whole list. A check asks `service.store.examination`, judges
what it hears against numbers of its own, and says in one sentence what to do. Nothing is changed,
nothing repaired. May not name a driver.
"""
