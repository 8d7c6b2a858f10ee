"""The partners of the demo and what they offer: perks of every kind, by level and for seeds.

Levels and deposits follow what is public of Sesame Credit; amounts are minor units of the demo's
currency.
"""

from rewards.perks.merchant import Merchant
from rewards.perks.perk import Context, Perk, PerkKind
from rewards.perks.rentals.terms import RentalTerms, Size
from rewards.perks.terms.badge import BadgeFact, BadgeTerms
from rewards.perks.terms.limit import UseLimit
from rewards.perks.terms.tier import Tier
from rewards.perks.terms.voucher import VoucherTerms
from rewards.perks.terms.window import Window

KIOSK, BIKES, MEADOW = "umbrella-kiosk", "riverside-bikes", "meadow-relief"
HOTEL, FLATS, CARS = "harbour-hotel", "linden-flats", "open-road-cars"
AIRPORT, SHOP, RAIL = "north-airport", "corner-shop", "valley-rail"
VISAS = "visa-desk"
JOBS, COURIERS, HEARTS = "bright-jobs", "swift-couriers", "two-hearts"
HANDS, ROOF = "helping-hands", "shared-roof"

_HOUR, _DAY = 60, 24 * 60

MERCHANTS = (
    # It mends umbrellas for whoever has none: so it may confirm a task of charity.
    Merchant(id=KIOSK, name="Umbrella Kiosk", registry_number="91330100MA2DEMA108", charity=True),
    Merchant(id=BIKES, name="Riverside Bikes", registry_number="91330100MA2DEMA295"),
    Merchant(id=MEADOW, name="Meadow Relief", registry_number="53330100MJ8DEMA38N", charity=True),
    Merchant(id=HOTEL, name="Harbour Hotel", registry_number="91330100MA2DEM412C"),
    Merchant(id=FLATS, name="Linden Flats", registry_number="91330100MA2DEM537K"),
    Merchant(id=CARS, name="Open Road Cars", registry_number="91330100MA2DEM6643"),
    Merchant(id=AIRPORT, name="North Airport", registry_number="91330100MA2DEM781H"),
    Merchant(id=SHOP, name="Corner Shop", registry_number="91330100MA2DEM845F"),
    Merchant(id=RAIL, name="Valley Rail", registry_number="91330100MA2DEM972Y"),
    Merchant(id=VISAS, name="Visa Desk", registry_number="11330100MB2DEM0133"),
    Merchant(id=JOBS, name="Bright Jobs", registry_number="91330100MA2DEB11AU"),
    Merchant(id=COURIERS, name="Swift Couriers", registry_number="91330100MA2DEB22BM"),
    Merchant(id=HEARTS, name="Two Hearts", registry_number="91330100MA2DEB33CF"),
    Merchant(id=HANDS, name="Helping Hands", registry_number="91330100MA2DEB44D9"),
    Merchant(id=ROOF, name="Shared Roof", registry_number="91330100MA2DEB55E3"),
)


def _lent(
    perk: str, title: str, level: str, merchant: str, terms: tuple[str, str], rental: RentalTerms
) -> Perk:
    return Perk(
        id=perk,
        kind=PerkKind.DEPOSIT_WAIVER,
        context=Context.DEPOSIT,
        level=level,
        merchants=(merchant,),
        rental=rental,
        title=title,
        terms=terms[0],
        outside_terms=terms[1],
    )


_KEPT, _MONTHS, _CHARITY = (
    BadgeFact.RENTALS_KEPT,
    BadgeFact.MONTHS_A_MEMBER,
    BadgeFact.CHARITY_TASKS,
)
# There is no level in any of them, and nothing that could be missing: only what was kept.
_WITHOUT = "A profile without it is shown and treated like every other."


def _shown(
    perk: str, title: str, context: Context, merchant: str, terms: str, *facts: BadgeFact
) -> Perk:
    return Perk(
        id=perk,
        kind=PerkKind.BADGE,
        context=context,
        merchants=(merchant,),
        badge=BadgeTerms(facts=facts),
        title=title,
        terms=terms,
        outside_terms=_WITHOUT,
    )


PERKS = (
    _lent(
        "umbrella",
        "An umbrella without a deposit",
        "sprout",
        KIOSK,
        (
            "Bring it back within 2 hours.",
            "The same umbrella for a deposit of €20, which is returned with it.",
        ),
        RentalTerms(deposit_minor=2_000, minutes=2 * _HOUR, minutes_max=4 * _HOUR),
    ),
    _lent(
        "bicycle",
        "A bicycle without a deposit",
        "sapling",
        BIKES,
        (
            "Bring it back the same day.",
            "The same bicycle for a deposit of €200, which is returned with it.",
        ),
        RentalTerms(deposit_minor=20_000, minutes=12 * _HOUR, minutes_max=_DAY),
    ),
    _lent(
        "power-bank",
        "A power bank without a deposit",
        "sapling",
        KIOSK,
        (
            "Bring it back within 6 hours, to any box.",
            "The same power bank for a deposit of €30, which is returned with it.",
        ),
        RentalTerms(deposit_minor=3_000, minutes=6 * _HOUR, minutes_max=2 * _DAY, offline=True),
    ),
    _lent(
        "hotel-room",
        "A hotel room without a deposit",
        "branch",
        HOTEL,
        (
            "Pay for the room as everybody does; only the deposit is left out.",
            "The same room for a deposit of €300, which is returned at checkout.",
        ),
        RentalTerms(deposit_minor=30_000, minutes=3 * _DAY, minutes_max=14 * _DAY, size=Size.LARGE),
    ),
    Perk(
        id="car",
        kind=PerkKind.DEPOSIT_WAIVER,
        context=Context.DEPOSIT,
        level="branch",
        merchants=(CARS,),
        rental=RentalTerms(
            deposit_minor=150_000, minutes=_DAY, minutes_max=7 * _DAY, size=Size.LARGE
        ),
        tiers=(
            Tier(
                id="half",
                level="sapling",
                percent=50,
                terms="Half of the deposit is left out; the other half is returned with the car.",
            ),
        ),
        title="A car without a deposit",
        terms="Bring it back with the tank as full as it was.",
        outside_terms="The same car for a deposit of €1,500, which is returned with it.",
    ),
    _lent(
        "flat",
        "A flat without a deposit",
        "blossom",
        FLATS,
        (
            "Who gets the flat is decided without it; only the money held is left out.",
            "The same flat for a deposit of €6,000, which is returned at the end.",
        ),
        RentalTerms(
            deposit_minor=600_000, minutes=365 * _DAY, minutes_max=366 * _DAY, size=Size.LARGE
        ),
    ),
    Perk(
        id="airport-lane",
        kind=PerkKind.FAST_LANE,
        context=Context.QUEUE,
        level="branch",
        merchants=(AIRPORT,),
        windows=(Window(from_minute=5 * _HOUR, until_minute=22 * _HOUR),),
        limit=UseLimit(uses=4, days=30),
        title="The fast lane at the airport",
        terms="Four times in 30 days, from 5 to 22 o'clock, with your boarding card.",
        outside_terms="The lane for everybody, which is never made slower for this one.",
    ),
    Perk(
        id="hotel-checkout",
        kind=PerkKind.FAST_LANE,
        context=Context.QUEUE,
        level="sapling",
        merchants=(HOTEL,),
        title="Leave the hotel without checking out",
        terms="Leave the key in the room; the bill comes by e-mail.",
        outside_terms="Checkout at the desk until noon.",
    ),
    Perk(
        id="pay-later",
        kind=PerkKind.ENTITLEMENT,
        context=Context.PAYMENT,
        level="branch",
        merchants=(SHOP,),
        limit=UseLimit(uses=2, days=30),
        title="Take it now, pay in 14 days",
        terms="Twice in 30 days, for up to 100. There is no interest and no fee.",
        outside_terms="Pay at the till, in cash or by card.",
    ),
    Perk(
        id="exchange-rate",
        kind=PerkKind.ENTITLEMENT,
        context=Context.PAYMENT,
        level="branch",
        merchants=(AIRPORT,),
        tiers=(
            Tier(
                id="half",
                level="sapling",
                percent=50,
                terms="Half of the fee for changing money is left out.",
            ),
        ),
        title="Change money without the fee",
        terms="For up to 1,000 at a time, at the rate of the day.",
        outside_terms="The rate of the day and a fee of 3 %.",
    ),
    Perk(
        id="ticket-refund",
        kind=PerkKind.ENTITLEMENT,
        context=Context.EVERYDAY,
        level="sapling",
        merchants=(RAIL,),
        title="Money back for a ticket at once",
        terms="The price is paid back at once; the ticket is checked afterwards.",
        outside_terms="The price is paid back within 5 days, once the ticket was checked.",
    ),
    Perk(
        id="visa-appointment",
        kind=PerkKind.VOUCHER,
        context=Context.BORDER,
        merchants=(VISAS,),
        # Desk hours; bought at any hour.
        windows=(Window(days=(1, 2, 3, 4, 5), from_minute=9 * _HOUR, until_minute=17 * _HOUR),),
        limit=UseLimit(days=90),
        stock=20,
        voucher=VoucherTerms(seeds=60, days=30),
        title="An appointment at the visa desk",
        terms="On a working day, from 9 to 17. It says nothing about the visa.",
        outside_terms="The same desk without an appointment, in the order of coming.",
    ),
    Perk(
        id="coffee",
        kind=PerkKind.VOUCHER,
        context=Context.EVERYDAY,
        merchants=(SHOP, KIOSK),
        limit=UseLimit(uses=2, days=7),
        voucher=VoucherTerms(seeds=8, days=14, returnable=False),
        title="A cup of coffee",
        terms="One cup for 8 seeds, twice a week. It is not taken back.",
        outside_terms="The same cup for €3.",
    ),
    _shown(
        "job-badge",
        "Promises kept, on my job profile",
        Context.WORK,
        JOBS,
        "Shown beside the profile that you choose, until you take it back.",
        _KEPT,
        _MONTHS,
    ),
    _shown(
        "delivery-badge",
        "Things brought back, for deliveries",
        Context.WORK,
        COURIERS,
        "Shown to whoever hands you a parcel, until you take it back.",
        _KEPT,
    ),
    _shown(
        "dating-badge",
        "Good deeds, on my dating profile",
        Context.DATING,
        HEARTS,
        "Shown to those whom you write to, until you take it back.",
        _MONTHS,
        _CHARITY,
    ),
    _shown(
        "house-help-badge",
        "Promises kept, for help at home",
        Context.WORK,
        HANDS,
        "Shown to the household that asks for you, until you take it back.",
        _KEPT,
        _CHARITY,
    ),
    _shown(
        "flat-share-badge",
        "Promises kept, for flat-sharing",
        Context.HOUSING,
        ROOF,
        "Shown to those who live there, until you take it back.",
        _KEPT,
        _MONTHS,
    ),
)
