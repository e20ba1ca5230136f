"""Who did what to which object: an append-only hash chain. Verbs: note, note_read, verify. Knows foundation and ui."""
