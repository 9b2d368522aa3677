"""The operator's day: whom to visit, what to finish, what to decide."""
