"""Settings, root urls, wsgi and the lantoa command: the only place that knows every room."""
