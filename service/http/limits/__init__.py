"""Who may try how often: counted before the subject is looked up, told in headers.

`general` counts every call once, by caller; doors that give something away count more, by name.
"""
