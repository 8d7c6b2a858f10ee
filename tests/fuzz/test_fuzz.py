"""Everything that is described, called in every way that its description allows or forbids."""

import random
from pathlib import Path

import pytest

from tests.fuzz import numbers
from tests.fuzz.callers import Callers
from tests.fuzz.campaign import ENDLESS, Campaign
from tests.fuzz.ground import ground
from tests.fuzz.pool import Pool
from tests.fuzz.reading import kinds_of
from tests.serving import SECRET, run

# What a generated call may never get a yes from: a stream that does not end, and what needs a state
# that takes luck to be in. All else has to say yes at least once, or it was hardly tried.
NEVER_FINE = {
    ENDLESS,
    "activateMembership",
    "answerAccessChallenge",
    "answerQuiz",
    "appealBreach",
    "attachInvitation",
    "authoriseRental",
    "buyVoucher",
    "cancelMyHold",
    "answerChallenge",
    "cancelMyRental",
    "challengeEvidence",
    "claimDamage",
    "clearFault",
    "cureEvidence",
    "cureMemberEvidence",
    "cureRental",
    "decideChallenge",
    "decideMerchantApplication",
    "getMerchantApplication",
    "cancelRental",
    "challengeLook",
    "checkEligibility",
    "closeStore",
    "closeTerminal",
    "collectSeeds",
    "declareTask",
    "dropImport",
    "endDevice",
    "eraseMe",
    "extendRental",
    "forgetPush",
    "getBadge",
    "getGameBundle",
    "getHold",
    "getRental",
    "getRentalStatement",
    "getScoreDifference",
    "getTransferProof",
    "giveSeeds",
    "grantConsent",
    "handOverRental",
    "importArchive",
    "issueOfflinePass",
    "openTerminal",
    "hideName",
    "openPass",
    "postHold",
    "proposeBreach",
    "redeemSeeds",
    "changeEndpoint",
    "getEndpoint",
    "listDeliveries",
    "testEndpoint",
    "enableEndpoint",
    "removeEndpoint",
    "replayDelivery",
    "rotateEndpoint",
    "redeemVoucher",
    "refundHold",
    "reportFault",
    "reportLoss",
    "reportMyFault",
    "reportMyLoss",
    "refundVoucher",
    "returnMyVoucher",
    "renameDevice",
    "reportTaskEvent",
    "resumeMembership",
    "returnRental",
    "reverseTaskEvent",
    "setPush",
    "shareBadge",
    "setSeedsAside",
    "settleRental",
    "submitGuess",
    "unshareBadge",
    "voidHold",
    "withdrawConsent",
}
ENOUGH = 3_000
# Dice are dice: so many others may go without a yes in one run, and are printed.
UNLUCKY_MAX = 3


@pytest.mark.slow
@pytest.mark.timeout(6 * 3600)
def test_the_service_does_what_its_description_says(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    dice = random.Random(numbers.SEED)
    print(f"\nfuzz: TEST_FUZZ_SEED={numbers.SEED} TEST_FUZZ_CASES={numbers.CASES}")
    with ground(mongo_url, database_name, tmp_path) as opened:
        document = opened.server.http.get("/openapi.json").json()
        campaign = Campaign(
            document, opened.url, Callers(opened, dice), Pool(dice), dice, kinds_of(document)
        )
        campaign.run(numbers.CASES)
        campaign.insist(campaign.never_said_yes() - NEVER_FINE, times=10)
    for id_, answers in sorted(campaign.answers.items()):
        print(f"{id_:22}", ", ".join(f"{times} {said}" for said, times in sorted(answers.items())))
    print(f"fuzz: {campaign.calls} calls, {dict(campaign.modes)}, seed {numbers.SEED}")
    assert campaign.violations == [], "\n\n".join(campaign.violations[:20])
    assert campaign.calls >= numbers.CASES
    operations = {
        each["operationId"] for path in document["paths"].values() for each in path.values()
    }
    assert set(campaign.answers) == operations
    unlucky = campaign.never_said_yes() - NEVER_FINE
    assert numbers.CASES < ENOUGH or len(unlucky) <= UNLUCKY_MAX, unlucky
    checked = run("check", mongo_url=mongo_url, database=database_name, secret=SECRET)
    assert checked.returncode == 0, checked.stdout + checked.stderr
