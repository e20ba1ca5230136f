"""Plans, tasks, targets and progress, from a document on paper to a task carried out. Knows ledger, notices and below."""
