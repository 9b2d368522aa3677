"""The living style page: every component, with the kind of words it will carry."""
