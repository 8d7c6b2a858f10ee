"""How a comparison is printed."""

from rich.console import Console

from tests.bench.measure import Measured

console = Console(width=118, highlight=False)
HEAD = f"{'':32}{'ratio':>8}{'per second':>24}{'service CPU us':>20}{'p99 ms':>18}"


def title(text: str) -> None:
    """Begins a table."""
    console.print(f"\n[bold]{text}[/bold] (plain | ours)")
    console.print(f"{HEAD}{'mongod CPU us':>16}")


def row(name: str, *, plain: Measured, ours: Measured) -> None:
    """One comparison: how many times faster, and both arms' figures."""
    console.print(
        f"{name:32}{ours.per_second / plain.per_second:>7.1f}x"
        f"{_pair(plain.per_second, ours.per_second):>24}"
        f"{_pair(plain.cpu_us, ours.cpu_us):>20}"
        f"{_pair(plain.p99_ms, ours.p99_ms):>18}"
        f"{_pair(plain.mongod_cpu_us, ours.mongod_cpu_us):>16}"
    )


def _pair(plain: float, ours: float) -> str:
    return f"{plain:,.0f} | {ours:,.0f}"
