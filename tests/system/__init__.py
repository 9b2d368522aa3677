"""The whole house, as its users meet it: started by its own command, clicked, cut, killed."""
