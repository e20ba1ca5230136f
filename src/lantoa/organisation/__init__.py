"""Agencies over time, bodies, places, people, roles and delegations, and who may see what. Knows audit, jobs and below."""
