"""What one process knows of all sessions without asking: which have ended, which keys sign.

Owns the memory of sessions that ended a short while ago, and the change stream that feeds it and
the key ring. A guard looks here instead of reading a document for each request. May use the store,
the keys and the way in which `service.live` follows a stream; knows no door and no flow.
"""
