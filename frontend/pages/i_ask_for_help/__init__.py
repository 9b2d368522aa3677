"""I ask for help: a telephone and five pictures, one tap from every page of a person."""
