"""The member's own pages: who one is here, what one agreed to, who looked, what is
kept, the way out.

Each shows what the doors of the API say and sends what is pressed to them; what has changed comes
back as the part of the page that shows it.
"""
