"""Files in, as blocks with places, and files out (docx, xlsx, pdf). No database. Knows foundation only."""
