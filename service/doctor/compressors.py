"""Whether the server would take messages compressed with zlib."""

from service.doctor.finding import Judgement, ok, warning
from service.doctor.patient import Patient
from service.doctor.releases import leaks_by_zlib, version_of


async def look(patient: Patient) -> Judgement:
    """Offers the server all three and sees which it takes."""
    offered = {"hello": 1, "compression": ["snappy", "zstd", "zlib"]}
    taken = (await patient.server.ask(offered)).get("compression", [])
    return judge(taken, version_of((await patient.server.ask({"buildInfo": 1}))["version"]))


def judge(taken: list[str], version: tuple[int, int, int]) -> Judgement:
    """zlib leaks memory to strangers in some versions, and is no better than zstd in any."""
    said = ", ".join(taken) or "none"
    if "zlib" not in taken:
        return ok(f"{said}.")
    if leaks_by_zlib(version):
        return warning(
            f"{said}, and zlib lets strangers read this version's memory (CVE-2025-14847): start "
            "mongod with --networkMessageCompressors snappy,zstd."
        )
    return ok(f"{said}; zlib is mended in this version.")
