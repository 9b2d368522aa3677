"""Whether a page has changed since it was copied: by what stands on it, so that nothing hidden changes the mark."""

import re
from hashlib import sha256

LENGTH = 24
# Made anew with every page: what a form is sent under, the moment, and where the page stands among all changes.
MADE_ANEW = re.compile(
    r'<input[^>]*type="hidden"[^>]*>|"x-csrftoken": "[0-9a-f]+"|<time[^>]*data-now[^>]*>|since=\d+|diritti=[0-9a-f]+'
)


def mark_of_page(html: str) -> str:
    """The same for the same words shown to the same person in the same release, at every web node."""
    return sha256(MADE_ANEW.sub("", html).encode()).hexdigest()[:LENGTH]
