"""Pages for people: rendered here, small scripts, nothing from anywhere else.

Owns templates, styles, scripts and fonts, and the handlers that serve them. May import the doors'
guards and `service.live`; a page shows what the API tells and decides nothing.
"""
