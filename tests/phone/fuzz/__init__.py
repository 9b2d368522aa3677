"""Many saves on a bad line: each must become one fact."""
