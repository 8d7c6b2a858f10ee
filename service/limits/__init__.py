"""How often somebody may try: the numbers and their arithmetic. Pure.

The programme document is composed of them; counting is done by `service.http.limits` and
`service.store`.
"""
