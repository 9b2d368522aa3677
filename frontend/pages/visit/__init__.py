"""One visit: started, noted, rated, ended; or moved, or missed."""
