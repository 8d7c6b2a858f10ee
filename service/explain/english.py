"""The sentences and words of explanations in English, by key.

`{points}` and its like are written out by `Speech`: "1 point", "3.52 points".
"""

SENTENCES = {
    "score": "Your score is {value}: {start} to begin with, and {rest} from its parts.",
    "score_held": (
        "Your score is {value}: {start} to begin with, {rest} from its parts, and {held} that keep "
        "it from falling too fast."
    ),
    "start": "Everybody begins with {start}.",
    # Levels.
    "level": "That is level {level}, which begins at {at_least}.",
    "next_level": "Level {level} begins at {at_least}: {missing} more.",
    "highest_level": "There is no higher level.",
    # Parts.
    "part": "{part}: {points} of at most {most}.",
    "part_empty": "{part}: nothing so far, of at most {most}.",
    "part_takes": "{part}: {points}, between {least} and {most}.",
    "part_above": "Its kinds sum to {sum}; {cut} above the most it can add are cut.",
    "part_below": "Its kinds sum to {sum}; {cut} below the least it can be do not count.",
    "part_floored": "Its kinds sum to {sum}; the {cut} beyond a whole point are left out.",
    # Kinds.
    "line": "{kind}: {points} from {pieces}.",
    "line_of": "{kind}: {points} of at most {cap}, from {pieces}.",
    "line_cut": "They sum to {sum}; {cut} above the most they can add are cut.",
    "fades": "New it is worth {fresh}, after {half_life} half of that.",
    "lasts": "It is worth {fresh} and does not fade.",
    "ends": "It is gone after {gone_after}.",
    "since": "Only what happens from {day} on counts.",
    # Pieces of evidence.
    "item": "{day}, from {source}: {points}.",
    "item_faded": "{day}, from {source}: {points} now, {fresh} when it was new.",
    "item_cured": "{day}, from {source}, made good since: {points} now, {uncured} without that.",
    "item_proposed": (
        "{day}, from {source}: proposed. It has no effect until its notice is over; you can object."
    ),
    "item_challenged": (
        "{day}, from {source}: you have challenged it. It has no effect until that is decided."
    ),
    # The cushion.
    "cushion": (
        "{points} more, so that your score does not fall below {floor}: it was {last} on {day}, "
        "and may have lost {loss} since."
    ),
    "cushion_none": (
        "Nothing: your score was {last} on {day}, and has not fallen below the {floor} that it may."
    ),
    # What would change it.
    "way_more": "{kind}: each one more adds {fresh}, up to {room} more.",
    "way_cure": "Making good what happened on {day} ({kind}): {gain} more.",
    "way_fade": "What happened on {day} ({kind}) fades by itself: {gain} more in {days}.",
    "way_objection": "What is in dispute ({kind}, {day}) has no effect, and none if you are right.",
    # What has changed.
    "change": "{points}: your score was {before} and is {after}.",
    "change_none": "Your score has not changed: it is {after}.",
    "change_level": "It was in level {before} and is in level {after}.",
    "change_start": "What everybody begins with: {points}.",
    "change_cushion": "What keeps it from falling too fast: {points}.",
    "change_part": "{part}: {points}.",
    "change_cut": "Of that, whole points and the bounds of this part: {points}.",
    "change_line": "{kind}: {points}.",
    "change_capped": "Of that, the most that this kind can add: {points}.",
    "item_new": "{day}, from {source}: new, {points}.",
    "item_gone": "{day}, from {source}: too old to count now, {points}.",
    "item_reversed": "{day}, from {source}: taken back, {points}.",
    "item_dropped": "{day}, from {source}: not counted by the scheme any more, {points}.",
    "item_revalued": "{day}, from {source}: another worth in the scheme, {points}.",
    "item_to_faded": "{day}, from {source}: faded from {before} to {after}, {points}.",
    "item_to_proposed": "{day}, from {source}: proposed, without effect for now, {points}.",
    "item_to_challenged": "{day}, from {source}: challenged, without effect for now, {points}.",
    "item_to_counted": "{day}, from {source}: has effect now, {points}.",
    "item_to_cured": "{day}, from {source}: made good, {points}.",
    # What would be.
    "supposed": "On {day} your score would be {value}.",
    "supposed_none": "On {day} there would be no score yet.",
    "assumed": (
        "Assumed: you stay a member, nothing else is done and nothing goes wrong, the rules stay "
        "as they are, and a score is published every {days}."
    ),
    "opening": "{habit}: {value} in {days}.",
    "opening_cure": "Making good everything that can be made good: {value} at once.",
    "opening_none": "No habit that was tried opens level {level} within {days}.",
    "opening_first": "The soonest way to level {level} that was tried: {way}",
    "tried": (
        "Tried: {habits}, each alone from now on, looked at after {days} days. Another way may be "
        "sooner."
    ),
    "habit": "{kind}, one every {days}",
    "habit_daily": "{kind}, one every day",
    # No score.
    "gap": "A score needs {days_min} as an active member and {pieces_min}.",
    "gap_now": "So far there are {days} and {pieces}.",
    "gap_days": "{days} more as an active member.",
    "gap_pieces": "{pieces} more: a task done, a thing brought back, a contact verified.",
}

KINDS = {
    "month_active": "Months as an active member",
    "rental_kept_small": "Small rentals kept",
    "rental_kept_large": "Large rentals kept",
    "breach": "Promises broken",
    "task_completed": "Tasks completed",
    "charity_task_completed": "Tasks done for others",
    "streak_week": "Weeks without a day missed",
    "returned_on_time": "Returned on time",
    "paid_on_time": "Paid on time",
    "returned_late": "Returned late",
    "no_show": "Did not show up",
    "contact_verified": "Contact verified",
    "second_factor": "Second sign-in factor",
    "consents_reviewed": "Own consents reviewed",
    "invitation_qualified": "People invited who stayed",
}

SOURCES = {
    "app": "the app",
    "operator": "the operator",
    "phone": "your phone",
    "quiz": "a quiz",
    "supposed": "what you suppose",
}

# One and many.
UNITS = {
    "point": ("{} point", "{} points"),
    "piece": ("{} piece of evidence", "{} pieces of evidence"),
    "day": ("{} day", "{} days"),
}

JOINED = {"and": " and ", "then": "; ", "sentences": " "}
