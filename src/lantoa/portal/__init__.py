"""The public front door: the province's page, an agency's page, the public progress of a plan. Knows every room below."""
