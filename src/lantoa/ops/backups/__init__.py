"""A copy of everything in one file, and its way back, on either database engine.

The archive is a .tar.gz whose first member, manifest.json, names every other with its size and SHA-256:
tables as lines of JSON (database-neutral), the secret and the demo's mark, files and media.
"""
