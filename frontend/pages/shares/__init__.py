"""What I show to whom, until when: my decision, and what is never anybody's to share."""
