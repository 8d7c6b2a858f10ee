"""Asks every check, and makes a finding of whatever comes."""

from collections.abc import Sequence

import structlog

from service.doctor.checks import CHECKS, Check
from service.doctor.finding import Finding, Judgement, Verdict, failed, warning
from service.doctor.patient import Patient
from service.logs import safe_text
from service.store.examination import NotPermitted
from service.store.outage import is_outage

LOG = structlog.get_logger()


async def examine(patient: Patient, checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """One finding for each check that was asked, in order."""
    findings: list[Finding] = []
    for check in checks:
        judgement = await _judged(check, patient)
        findings.append(
            Finding(check=check.name, verdict=judgement.verdict, sentence=judgement.sentence)
        )
        if check.first and judgement.verdict is Verdict.FAILED:
            break
    return findings


async def _judged(check: Check, patient: Patient) -> Judgement:
    try:
        return await check.look(patient)
    except NotPermitted:
        return warning(
            "the user of SEEDBANK_MONGO_URL may not look at this: give it the role clusterMonitor."
        )
    except Exception as error:
        LOG.debug("check in trouble", check=check.name, exc_info=error)
        if is_outage(error):
            return failed("the database does not answer: see that SEEDBANK_MONGO_URL is its URL.")
        return failed(f"it cannot be found out ({safe_text(error)}): see that the database works.")


def worst(findings: Sequence[Finding]) -> Verdict:
    """Of all of them."""
    return max((each.verdict for each in findings), key=lambda each: each.exit_code)
