"""Tools of the house: run the tests, start a throw-away PostgreSQL, find a browser, take pictures."""
