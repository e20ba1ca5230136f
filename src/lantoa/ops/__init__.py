"""Install, backup, restore, health, the audit and job screens, the demo runner. Knows every room below."""
