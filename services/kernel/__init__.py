"""How things are said: the only rooms that know the event-store library and the messaging framework."""
