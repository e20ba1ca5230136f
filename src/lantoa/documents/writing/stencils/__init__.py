"""An agency's own Word templates: which fields there are, whether a template is fit, and filling it."""
