"""Periodic reports: gather, write, freeze, sign outside, issue; rounds that a superior opens; their roll-up.

Figures come from the ledger, plans and measures, never typed. What is frozen never changes; a correction is a new
issue, and issues form a hash chain. Knows plans, ledger, notices and below.
"""
