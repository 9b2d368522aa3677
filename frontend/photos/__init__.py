"""Photos of the field: made anew, closed before they leave this process, opened at the door like any word."""
