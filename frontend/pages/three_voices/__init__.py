"""Three voices about the same things: the person, who is close to them, who accompanies them; never averaged."""
