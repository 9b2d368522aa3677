"""What family may ask about: only where the person shows it to them, or the answer would tell of it."""

from events.category import Category
from events.message import Command
from events.role import Role
from services.accompaniment.sharing import Shares, in_force
from services.kernel.deciding import Act


def is_shown(shares: Shares, category: Category, command: Command, act: Act) -> bool:
    """Whoever acts for the person by a power of the decree is not asked for a share."""
    if act.role != Role.FAMILY or act.on_behalf_of is not None or command.whose() is None:
        return True
    share = in_force(shares, act.actor, Role.FAMILY, act)
    return share is not None and category in share.categories
