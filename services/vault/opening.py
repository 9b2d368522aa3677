"""Opening the vault's files where the settings say they are; a change of the wrapping key that was cut off is finished."""

from services.kernel.settings import Settings
from services.vault.chest import Chest
from services.vault.erasures import Erasures
from services.vault.keys import Keys
from services.vault.rewrapping import finish
from services.vault.wrapping import wrapping_key

NAME = "vault.sqlite"


def open_chest(settings: Settings) -> Chest:
    """Raises WrongWrappingKey."""
    path, copy = settings.data / NAME, settings.key_copies / NAME
    finish(settings.secrets, (path, copy))
    return Chest(Keys(path, wrapping_key(settings.secrets), copy), Erasures(settings.erasures))
