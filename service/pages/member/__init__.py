"""The member's app: pages rendered here, in the reader's language, and small answers to presses.

A page knows its member by cookies that no script reads (`cookies`, `visit`), and asks the doors of
the API in this process as that member: it has no rule and no query of its own. What is pressed is
sent by htmx and answered by the part of the page that has changed, or by a refusal in words.
"""
