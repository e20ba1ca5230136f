"""The register of administrative procedures (*danh mục thủ tục hành chính*): what each is called, who resolves it, in
how long, by which law; a mirror of the national database with its source and its day.

Verbs: add, revise, replace, abolish, reinstate, discard a procedure; keep its fields; take a file of procedures in.
A procedure belongs to one agency and is read by it and by everybody below. Rooms above name one by its id
(`choosing.ProcedureChoice`), and show where on the slot "procedures.procedure.side". Citizens file their papers on the
national portal; dossiers are no business of this room.
"""
