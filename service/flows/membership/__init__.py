"""The flows of membership and consent."""
