"""Ways out to the public. For now printed QR placements: a code on a counter or a wall that leads to a page.

Rooms above register what a code may lead to and what it may be labelled with. Knows agencies and places, jobs and
the ledger; no page, plan or survey.
"""
