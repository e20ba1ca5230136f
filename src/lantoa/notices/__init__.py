"""In-app and e-mail notices to staff. Verbs: notify, mark_read, mark_all_read, choose_mail.

A room above says whom, what in one line, and where it leads; people choose how mail reaches them.
Knows organisation, jobs and below.
"""
