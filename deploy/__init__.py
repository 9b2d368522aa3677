"""Running the house: on one machine, split into processes, or on servers."""
