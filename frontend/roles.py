"""What roles are called on screen."""

from events.role import Role
from frontend.i18n import gettext


def role_name(role: Role) -> str:
    return {
        Role.SELF: gettext("Io"),
        Role.COHABITANT: gettext("Vive qui"),
        Role.FAMILY: gettext("Famiglia"),
        Role.OPERATOR: gettext("Operatrice o operatore"),
        Role.COORDINATOR: gettext("Coordinamento"),
        Role.INFO_POINT: gettext("Info Point"),
        Role.COMMISSION: gettext("Commissione"),
        Role.HOST: gettext("Ente ospitante"),
        Role.HOUSING_OFFICE: gettext("Ufficio casa"),
        Role.RESEARCHER: gettext("Ricerca"),
        Role.AUDITOR: gettext("Controllo"),
        Role.SYSADMIN: gettext("Sistema"),
    }.get(role, "")
