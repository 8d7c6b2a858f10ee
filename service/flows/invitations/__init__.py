"""The flows of invitations."""
