"""Acting for someone: whom a decree lets me act for, going in their name and coming back."""
