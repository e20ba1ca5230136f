"""Who did what to which object, in a chain that shows every alteration. Verbs: note, note_read.

Every action of every room notes here, inside its transaction. Rows speak of objects in numbers and words,
so they outlive them. Holds no secrets and no documents. Knows foundation and ui.
"""
