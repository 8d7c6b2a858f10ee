"""What a member sees and does. Every query starts from the account in the access token."""
