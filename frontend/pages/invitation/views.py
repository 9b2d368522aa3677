"""Invitations: given, printed, used, and the first way in chosen."""

from frontend.pages.invitation import close, coming, giving, welcome

handlers = [*coming.handlers, *welcome.handlers, *giving.handlers, *close.handlers]
