"""Lan Tỏa: record the work once; progress, evidence, score and report are readings of the same record."""

__version__ = "0.1.0"
