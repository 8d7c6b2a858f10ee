"""One file per thing that can happen: a body, an answer, what it needs, what it decides.

A flow joins the pure rules of tasks, rewards and service.members into one command of the write
path; it holds no rule of its own. May import those, and the vocabulary of service.store.
"""
