"""The door to what members have given, all together."""
