"""The languages that people are answered in: which one a reader wants, and the words in it.

English is written where it is said: in the refusals, the templates, the programme. The words of
every other language live here, in catalogues of TOML below a folder of its own. Pure: knows no
web framework and no store; a request is asked for its language in `service/http/language.py`.
"""
