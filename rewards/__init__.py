"""What a promise kept is worth: ledger, score, perks, boards. Pure: values in, values out.

Time and ids are arguments, answers are values or refusals. Imports neither `tasks` nor `service`,
and nothing that reads, writes or waits.
"""
