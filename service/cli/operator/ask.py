"""Asks for a password: at a terminal twice and unseen, else the first line of standard input.

Never as an argument: arguments stand in the list of processes and in the shell's history.
"""

import sys

import click

from rewards.refusal import Refusal
from service.operators.password import read_password


def ask_password(name: str) -> str:
    """A password that fits the policy. ClickException with one sentence otherwise."""
    if sys.stdin.isatty():
        text = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        text = sys.stdin.readline().rstrip("\r\n")
    password = read_password(text, name)
    if isinstance(password, Refusal):
        raise click.ClickException(password.detail())
    return password
