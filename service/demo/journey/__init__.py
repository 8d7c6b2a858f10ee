"""The whole story over HTTP: three members, two merchants and a display; two weeks and a month.

One file per act. Each step asks for something and checks the answer; the first that is wrong ends
it. A sandbox's clock is moved between the acts, and every job runs on the way.
"""
