"""The flows of charity pools: members give, charities redeem."""
