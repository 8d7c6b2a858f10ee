"""How comparisons are printed."""

from collections.abc import Mapping, Sequence

from rich.console import Console

from tests.bench.case import Kept
from tests.bench.measure import Measured, middle
from tests.bench.start_up import READY_S_MAX, RESIDENT_MB_MAX, StartUp

console = Console(width=112, highlight=False)


def title(text: str) -> None:
    """Begins a comparison."""
    console.print(f"\n[bold]{text}[/bold]")
    console.print(
        f"{'':14}{'per second':>12}{'p50 ms':>10}{'p95 ms':>10}{'p99 ms':>10}"
        f"{'service CPU us':>17}{'mongod CPU us':>16}{'load CPU us':>14}"
    )


def arm(name: str, seen: Measured) -> None:
    """One arm in one round. CPU is per operation; in process, the service is also the load."""
    console.print(
        f"{name:14}{seen.per_second:>12,.0f}"
        f"{seen.p50_ms:>10,.1f}{seen.p95_ms:>10,.1f}{seen.p99_ms:>10,.1f}"
        f"{seen.cpu_us:>17,.0f}{seen.mongod_cpu_us:>16,.0f}{seen.load_cpu_us:>14,.0f}"
    )


def medians(runs: Mapping[str, Sequence[Measured]]) -> None:
    """Every arm once more, if there was more than one round."""
    if any(len(rounds) > 1 for rounds in runs.values()):
        console.print("[dim]median of the rounds[/dim]")
        for name, rounds in runs.items():
            arm(name, middle(rounds))


def promises(kept: Sequence[Kept]) -> None:
    """Every ratio beside what was promised."""
    head = (
        f"{'median of the rounds':52}{'ratio':>7}{'min to max':>16}{'by CPU':>9}"
        f"{'floor':>8}{'ambition':>10}"
    )
    console.print(f"\n[bold]{head}[/bold]")
    for one in kept:
        spread = f"{_times(min(one.ratios))} to {_times(max(one.ratios))}"
        console.print(
            f"{one.promise.text:52}{_times(one.ratio):>7}{spread:>16}{_times(one.cpu_ratio):>9}"
            f"{_times(one.promise.floor):>8}{_times(one.promise.ambition):>10}  {_word(one)}"
        )


def rest(seen: StartUp) -> None:
    """The start, and the process when nobody calls."""
    console.print(
        f"\n[bold]start[/bold] to ready with an embedded MongoDB {seen.ready_s:.1f} s "
        f"(below {READY_S_MAX:.0f}); at rest the API holds {seen.resident_mb:.0f} MB "
        f"(below {RESIDENT_MB_MAX:.0f}) and its supervisor {seen.supervisor_mb:.0f} MB"
    )


def _word(one: Kept) -> str:
    if one.ratio < one.promise.floor:
        return "below"
    return "reached" if one.ratio >= one.promise.ambition else "kept"


def _times(ratio: float) -> str:
    return f"{ratio:.0%}" if ratio < 1 else f"{ratio:.1f}x"
