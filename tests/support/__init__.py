"""What tests stand on: databases copied from a template, a real running installation, a real browser."""
