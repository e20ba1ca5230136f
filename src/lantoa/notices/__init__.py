"""In-app and e-mail notices to staff. Verb: notify. Knows organisation and below."""
