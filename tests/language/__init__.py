"""Plain words: what the pages say is measured, in Italian, in English, and in easy Italian."""
