"""If tomorrow we were not there: four parts written down, a trial once a year, each hole in somebody's hands."""
