"""Mine, as it is now, who and when: what to do when a colleague was quicker."""
