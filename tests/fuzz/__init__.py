"""Generated calls to every operation, from the API's own description, by every kind of caller.

What is looked for: an answer of 5xx, an answer that the description does not have, data that it
allows and the service refuses as malformed, data that it forbids and the service takes, and
credentials that open a door which is not theirs.
"""
