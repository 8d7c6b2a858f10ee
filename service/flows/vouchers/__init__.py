"""Vouchers: bought by members, redeemed or refunded by merchants, given back."""
