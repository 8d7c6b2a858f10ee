"""The member's own pages on one page."""

from service.pages.member.you.consent import agree, show_consent, withdraw_shown
from service.pages.member.you.consents import show_consents, withdraw_listed
from service.pages.member.you.data import bring, drop, export, show_data
from service.pages.member.you.devices import (
    end_all_devices,
    end_device,
    end_other_devices,
    name_device,
    show_devices,
)
from service.pages.member.you.history import review, show_history, show_older_history
from service.pages.member.you.leave import leave_programme, show_leave
from service.pages.member.you.looks import (
    mute,
    object_to_look,
    show_looks,
    show_older_looks,
    unmute,
)
from service.pages.member.you.overview import change_name, change_zone, show_you, show_zones
from service.pages.member.you.pause import come_back, pause, resume
from service.pages.member.you.reach import choose_reach, forget_address

YOU = (
    show_you,
    change_name,
    show_zones,
    change_zone,
    show_consents,
    withdraw_listed,
    show_history,
    show_older_history,
    review,
    show_consent,
    agree,
    withdraw_shown,
    show_looks,
    show_older_looks,
    object_to_look,
    mute,
    unmute,
    show_devices,
    name_device,
    end_device,
    end_other_devices,
    end_all_devices,
    choose_reach,
    forget_address,
    show_data,
    export,
    bring,
    drop,
    show_leave,
    leave_programme,
    pause,
    resume,
    come_back,
)
