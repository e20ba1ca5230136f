"""Tokens, components, base templates, navigation and slots. Knows foundation only."""
