"""The numbers of all limits on one page, with units and reasons.

Limits whose name is in `SECURITY`, and all limits of up to EXACT_MAX times, count every try in the
database, refused ones too: exactly so many pass, however many processes there are. Of larger ones
each process leases a slab of the window, a fiftieth, and counts in memory. They are never passed,
and may stop a caller early, by what lies unused in the slabs of other processes: with four
processes at most 57 of 1,000, and a slab of 20 more for each process that has died in the window.
`service.limits.slabs.undershoot` is that sum. While the database is away leased limits let callers
pass: what they protect is the database.
"""

import msgspec

from service.limits.rate import DAY, HOUR, MINUTE, TEN_MINUTES, TIMES_MAX, BreakerRate, Rate

EXACT_MAX = 20

# How much more than one network of IPv6 a site with 65,536 of them may do: all the phones of a
# street, and fewer wrong codes than open the breaker for everybody.
SITE_TIMES = 4

SECURITY = frozenset(
    {
        "codes_per_contact",
        "codes_per_contact_a_day",
        "codes_per_installation",
        "codes_per_address",
        "codes_per_address_a_day",
        "tries_per_contact",
        "tries_per_contact_a_day",
        "tries_per_installation",
        "tries_per_address",
        "tries_per_address_a_day",
        "invitations_per_member",
        "invitations_per_address",
        "operator_tries_per_address",
        "operator_tries_per_name",
    }
)


class RateNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An address is one IPv4 address or one IPv6 network of 64 bits, as a household gets it."""

    # Codes sent to one contact: more is a nuisance to its owner and costs money.
    codes_per_contact: Rate = Rate(times=5, seconds=HOUR)
    # Ten a day: somebody who signs in at each visit, and the ceiling of what a stranger can send.
    codes_per_contact_a_day: Rate = Rate(times=10, seconds=DAY)
    # Codes asked for by one installation of an app: a family's tablet. An app names itself, so
    # this only stops an honest app that has gone wrong; it is never trusted alone.
    codes_per_installation: Rate = Rate(times=10, seconds=HOUR)
    # Codes asked for from one address: a household behind one router, not a pump.
    codes_per_address: Rate = Rate(times=20, seconds=HOUR)
    codes_per_address_a_day: Rate = Rate(times=60, seconds=DAY)
    # Codes tried for one contact: three codes used up. With the day's cap a guesser who does
    # nothing else has 30 tries a day at a million codes, 3 in 100,000.
    tries_per_contact: Rate = Rate(times=15, seconds=HOUR)
    tries_per_contact_a_day: Rate = Rate(times=30, seconds=DAY)
    # The same by one installation: a few people who mistype.
    tries_per_installation: Rate = Rate(times=20, seconds=HOUR)
    # Codes tried from one address: with 5 tries per code, six digits stay out of reach.
    tries_per_address: Rate = Rate(times=30, seconds=HOUR)
    tries_per_address_a_day: Rate = Rate(times=120, seconds=DAY)
    # Codes sent to everybody together: about three a second, a busy day's peak many times over.
    # What is above is somebody who lives on our text messages.
    codes_in_all: BreakerRate = BreakerRate(
        times=2_000, seconds=TEN_MINUTES, open_seconds=TEN_MINUTES
    )
    # Wrong codes of everybody together. One in twenty is mistyped, so 300 belong to 6,000 who sign
    # in within an hour. An attack from ever so many addresses gets 14,700 tries a day against all
    # members together: it goes on for two months to open one account, and every opening is logged.
    wrong_codes_in_all: BreakerRate = BreakerRate(times=300, seconds=HOUR, open_seconds=HOUR // 2)
    # Invitation codes tried by one member: a code is typed wrong twice, not twenty times.
    invitations_per_member: Rate = Rate(times=10, seconds=HOUR)
    # The same from one address: new members cost nothing, so they must not add up.
    invitations_per_address: Rate = Rate(times=30, seconds=HOUR)
    # Archives that one member exports: each reads everything there is of them.
    exports_per_member: Rate = Rate(times=5, seconds=DAY)
    # Archives from elsewhere that one member brings: unpacking one costs more than most calls.
    imports_per_member: Rate = Rate(times=10, seconds=DAY)
    # Passwords tried from one address, and for one operator's name: people mistype a few times, and
    # 1,440 guesses a day at twelve characters are none.
    operator_tries_per_address: Rate = Rate(times=30, seconds=HOUR)
    operator_tries_per_name: Rate = Rate(times=10, seconds=TEN_MINUTES)
    # Businesses that one address applies for, by hand: an agent with a handful of clients.
    applications_per_address: Rate = Rate(times=5, seconds=DAY)
    # People that one address looks up as the legal representative of a merchant: who is about to
    # sign something looks one or two up, and lists of names are not to be tried.
    representatives_per_address: Rate = Rate(times=20, seconds=HOUR)
    # Questions by one member of what a score would be: somebody who plays with a plan. Each takes
    # as much of a processor as fifty other calls.
    what_ifs_per_member: Rate = Rate(times=60, seconds=TEN_MINUTES)
    # Checks by one merchant: ten counters, each busy once a second.
    checks_per_merchant: Rate = Rate(times=600, seconds=MINUTE)
    # Looks at badges by one merchant: a site with a profile opened every half second. Each is a
    # row in somebody's access log.
    badge_looks_per_merchant: Rate = Rate(times=120, seconds=MINUTE)
    # Looks under one code, whether there is such a share or not: a site that looks when a profile
    # is opened, and no watch kept on when somebody kept a promise.
    badge_looks_per_share: Rate = Rate(times=20, seconds=DAY)
    # Everything that one member does: two calls a second for as long as a session may last, an
    # app that polls five things every few seconds among them. Ten minutes, so that a visit leases
    # once, and whoever has reached the end waits minutes and not hours.
    calls_per_member: Rate = Rate(times=1_200, seconds=TEN_MINUTES)
    # Everything by one key of a merchant: a hundred a second, a whole chain at one key. A merchant
    # gets its keys from an operator, so more keys are more by consent.
    calls_per_merchant_key: Rate = Rate(times=6_000, seconds=MINUTE)
    # Everything by one screen: it holds one stream, asks for its state after an outage, and a
    # page that loads itself in a circle stops here.
    calls_per_display: Rate = Rate(times=600, seconds=TEN_MINUTES)
    # Everything by one operator, by hand or by script.
    calls_per_operator: Rate = Rate(times=1_200, seconds=TEN_MINUTES)
    # Calls without credentials, or with bad ones, from one address: an office behind one router
    # that reads the programme and signs in.
    calls_per_address: Rate = Rate(times=3_000, seconds=TEN_MINUTES)


def of_site(rate: Rate) -> Rate:
    """What all networks of one site together may do where one of them may do `rate`."""
    return Rate(times=min(TIMES_MAX, rate.times * SITE_TIMES), seconds=rate.seconds)
