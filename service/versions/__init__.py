"""Which versions of the programme there are, and which is in force: known in memory.

A version is announced before it takes effect, by a notice that is a number of the programme itself.
Each process looks for new ones twice a second and goes over to each at its own time, so that all
act by the same version at the same time, and nobody locks it. May import the programme and the
store.
"""
