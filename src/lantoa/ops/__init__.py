"""Starting and keeping alive, backup and restore, health, doctor, the demo runner. Knows every room below."""
