"""A merchant's record: how members' appeals against what it said of them have ended.

An appeal is a challenge of a broken promise. It is counted once, when it is over; while it is open
nothing is known of who was right.
"""

from datetime import timedelta

import msgspec

from rewards.score.standing.challenge import OPEN, Challenge, ChallengeState, EndedBy

SECOND = timedelta(seconds=1)


class MerchantRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Of `appeals` that are over `lost` were lost, `silent` of them by silence; of `withdrawn` ones
    the merchant took back itself what it had said.

    The rest stood, or ended because the programme's operators were silent, which is nobody's
    fault. `answered` of all were answered, `answer_seconds` after they were made, in all.
    """

    id: str
    appeals: int = 0
    lost: int = 0
    silent: int = 0
    withdrawn: int = 0
    answered: int = 0
    answer_seconds: int = 0
    version: int = 1

    @property
    def mean_answer_minutes(self) -> int | None:
        """Rounded down; None as long as nothing was answered."""
        if self.answered == 0:
            return None
        return self.answer_seconds // (60 * self.answered)


def record(before: MerchantRecord, appeal: Challenge) -> MerchantRecord:
    """The record with an appeal that is over. ValueError for one that is not, or for another
    merchant's."""
    if appeal.state in OPEN or appeal.merchant != before.id:
        raise ValueError(f"{appeal.id} is {appeal.state} and about what {appeal.merchant} said")
    silent = appeal.ended_by is EndedBy.SILENT_SOURCE
    overruled = appeal.ended_by is EndedBy.OPERATOR and appeal.state is ChallengeState.REVERSED
    return msgspec.structs.replace(
        before,
        appeals=before.appeals + 1,
        lost=before.lost + (silent or overruled),
        silent=before.silent + silent,
        withdrawn=before.withdrawn + (appeal.ended_by is EndedBy.SOURCE),
        answered=before.answered + (appeal.answered_at is not None),
        answer_seconds=before.answer_seconds + _seconds(appeal),
    )


def _seconds(appeal: Challenge) -> int:
    return 0 if appeal.answered_at is None else (appeal.answered_at - appeal.at) // SECOND
