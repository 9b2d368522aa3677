"""Real parts for tests: a message server, a database, a browser."""
