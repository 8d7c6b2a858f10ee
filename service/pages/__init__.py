"""Pages for people: rendered here, small scripts, nothing from anywhere else.

A page extends a layout of `templates/layouts` (an app with tabs, a plain page, a whole screen) and
is put together from the macros in `templates/ui`; `static/tokens.css` has every colour and size,
`static/shell` the components' styles, `static/ui` the little they do beyond what browsers do, and
/components shows them all. What a page adds in styles of its own is only what no other page has.

Owns templates, styles, scripts and fonts, and the handlers that serve them. May import the doors'
guards and `service.live`; a page shows what the API tells and decides nothing.
"""
