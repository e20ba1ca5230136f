"""Whole jobs from end to end, as the people who have them do them: in a browser, on a real installation."""
