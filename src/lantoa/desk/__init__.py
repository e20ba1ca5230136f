"""The staff front door: Hôm nay, search, the frame around every room's desk views. Knows every room below."""
