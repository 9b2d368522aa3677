"""The letters a demo has written: they were caught, and reached nobody."""
