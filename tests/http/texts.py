"""Every text that a member can send, by operation and field: where the canary is planted in it, or
why there is none."""

PLANTED = {
    ("activateMembership", "display_name"): "first name",
    ("activateMembership", "zone"): "zone",
    ("challengeEvidence", "statement"): "doubt",
    ("challengeLook", "statement"): "statement",
    ("changeZone", "zone"): "next zone",
    ("renameDevice", "name"): "renamed device",
    ("reportMyFault", "statement"): "fault",
    ("requestSignInCode", "contact"): "contact",
    ("setPush", "token"): "push token",
    ("setReach", "contact"): "contact",
    ("setSeedsAside", "what"): "order",
    ("signIn", "contact"): "contact",
    ("signIn", "device"): "tablet",
    ("updateMe", "display_name"): "second name",
}

_NAMED = "names something of the programme or of a merchant; another word is refused"
_SECRET = "a secret or a word that is compared, and kept as its hash or not at all"
_SEALED = "sealed like the token beside it, and gone with the device"

NONE = {
    ("activateMembership", "text_sha256"): _NAMED,
    ("appealBreach", "statement"): "a challenge like another, whose statement is planted",
    ("attachInvitation", "code"): _NAMED,
    ("buyVoucher", "merchant"): _NAMED,
    ("buyVoucher", "perk"): _NAMED,
    ("declareTask", "event"): "the app's own number, by which an award is proved",
    ("eraseMe", "confirmation"): _SECRET,
    ("giveSeeds", "charity"): _NAMED,
    ("grantConsent", "counterparty"): _NAMED,
    ("grantConsent", "text_sha256"): _NAMED,
    ("issueOfflinePass", "merchant"): _NAMED,
    ("issueOfflinePass", "perk"): _NAMED,
    ("issueOfflinePass", "terminal"): "the merchant's word for a till; a rental is promised to it",
    ("markSeen", "up_to"): _NAMED,
    ("openPass", "merchant"): _NAMED,
    ("openPass", "perk"): _NAMED,
    ("openPass", "terminal"): "the merchant's word; it is in the pass, which goes after a week",
    ("refreshTokens", "refresh_token"): _SECRET,
    ("reportMyLoss", "statement"): "kept beside what is said of a fault, which is planted",
    ("requestSignInCode", "installation"): "counted under a keyed hash",
    ("setPush", "subscription.auth"): _SEALED,
    ("setPush", "subscription.endpoint"): _SEALED,
    ("setPush", "subscription.p256dh"): _SEALED,
    ("setSeedsAside", "merchant"): _NAMED,
    ("shareBadge", "merchant"): _NAMED,
    ("signIn", "code"): _SECRET,
    ("signIn", "installation"): "counted under a keyed hash",
    ("supposeScore", "suppositions.evidence"): _NAMED,
}
