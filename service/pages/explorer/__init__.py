"""The API explorer at /docs: the OpenAPI document as a page, with a form to try each operation.

Reads the document and nothing else: what it shows is what generated clients are made from. The page
is complete without a script; the script only sends what the forms hold.
"""
