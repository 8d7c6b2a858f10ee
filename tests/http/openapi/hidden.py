"""Doors that the API's description leaves out, each with the reason."""

PAGE = "A page for people."
COOKIE = "A page's own session: it sets a cookie and is no use to another client."

HIDDEN: dict[tuple[str, str], str] = {
    ("GET", "/"): "Leads to /member.",
    ("GET", "/openapi.json"): "The description itself.",
    ("GET", "/assets/{of}/{name}"): "Files of the pages.",
    ("GET", "/docs"): "The description, as a page.",
    ("GET", "/components"): "Every component of the pages in both themes.",
    ("GET", "/display"): PAGE,
    ("GET", "/display/build"): "How a screen finds out that the pages have changed.",
    ("POST", "/display/session"): COOKIE,
    ("DELETE", "/display/session"): COOKIE,
    ("GET", "/member"): PAGE,
    ("POST", "/member/session"): COOKIE,
    ("DELETE", "/member/session"): COOKIE,
    ("POST", "/member/session/refresh"): COOKIE,
}
