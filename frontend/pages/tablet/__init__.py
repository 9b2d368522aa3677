"""Devices on which a PIN is enough: the tablet that volunteers share, and one's own."""
