"""What was looked at, said to the person it belongs to."""

from events.category import Category
from events.role import Role
from frontend.i18n import gettext
from frontend.labels import label
from frontend.pages.looks.history import Look
from frontend.pages.looks.queries import Question
from frontend.pages.looks.telling import Looker
from frontend.pages.looks.telling import Told as ToldLook
from frontend.roles import role_name
from frontend.sentences import Part, Someone, Told, code, codes


def things(look: Look, home: bool) -> str:
    """ "i tuoi obiettivi e il patto di casa"."""
    known = yours() | (of_home() if home else {}) | (of_name() if look.name_only else {})
    words = [known[it] for it in look.categories]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])}{gettext(' e ')}{words[-1]}"


def yours() -> dict[Category, str]:
    return {
        Category.IDENTITY: gettext("il tuo nome e i tuoi contatti"),
        Category.APPLICATION: gettext("la tua domanda"),
        Category.SCORES: gettext("i tuoi punteggi"),
        Category.DISABILITY: gettext("quello che riguarda la tua salute"),
        Category.JUDICIAL: gettext("i provvedimenti che ti riguardano"),
        Category.MATCH: gettext("come vivi e con chi potresti stare"),
        Category.PACT: gettext("il patto di casa"),
        Category.DUTIES: gettext("i tuoi turni"),
        Category.EXPENSES: gettext("i tuoi soldi e l’affitto"),
        Category.TENSION_SIDE: gettext("quello che hai raccontato da solo"),
        Category.TENSION_AGREEMENT: gettext("gli accordi presi in casa"),
        Category.VISIT_SHARED: gettext("le visite, la parte che vedi anche tu"),
        Category.VISIT_PROFESSIONAL: gettext("gli appunti di lavoro sulle visite"),
        Category.GOALS: gettext("i tuoi obiettivi"),
        Category.STAYS: gettext("le tue notti via e i soggiorni"),
        Category.INCIDENTS: gettext("le segnalazioni"),
        Category.AID: gettext("l’aiuto tra vicini"),
        Category.READS: gettext("le tue domande su chi guarda"),
        Category.PROOFS: gettext("le prove di quello che è successo"),
    }


def of_name() -> dict[Category, str]:
    return {Category.IDENTITY: gettext("il tuo nome")}


def of_home() -> dict[Category, str]:
    """What belongs to the home, and to all who live there."""
    return {
        Category.MATCH: gettext("perché abitate insieme"),
        Category.EXPENSES: gettext("i soldi della casa"),
        Category.DUTIES: gettext("i turni di casa"),
        Category.STAYS: gettext("chi è in casa"),
        Category.VISIT_SHARED: gettext("le visite alla casa, la parte che vedete anche voi"),
    }


def did(told: ToldLook) -> str:
    what = things(told.look, told.home)
    if told.look.copied:
        return gettext("Ha tenuto sul telefono %(what)s") % {"what": what}
    return gettext("Ha aperto %(what)s") % {"what": what}


def from_page(page: str) -> str:
    """A page of a later release has no name here yet."""
    if page not in codes("reads")["page"]:
        return gettext("da un’altra pagina")
    return gettext("dalla pagina %(page)s") % {"page": label("reads", "page", page)}


def why_broken(ground: str | None) -> str:
    """Until its hour is over nobody is told why."""
    if ground is None:
        return gettext("Il motivo è scritto, e il coordinamento lo controlla.")
    return gettext("Motivo: %(why)s. Il coordinamento lo controlla.") % {
        "why": code("accompaniment", "ground", ground)
    }


def looked_as(role: Role) -> str:
    """The office they looked for, beside a name or in the place of one."""
    return {
        Role.SELF: gettext("forse abiterete insieme"),
        Role.COHABITANT: gettext("vive con te"),
        Role.FAMILY: gettext("famiglia"),
        Role.OPERATOR: gettext("accompagnamento"),
        Role.COORDINATOR: gettext("coordinamento"),
        Role.COMMISSION: gettext("commissione"),
        Role.AUDITOR: gettext("controllo"),
    }.get(role) or role_name(role)


def who(looker: Looker) -> Told:
    """Name and office for those the person knows by name, else the office and its body."""
    office = looked_as(looker.role)
    known: tuple[Part, ...] = (Someone(looker.reader), f", {office}") if looker.known else (capital(office),)
    return Told((*known, f" · {looker.organisation}") if looker.organisation else known)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def of_whom(question: Question) -> str:
    """As the coordinator reads it."""
    return ", ".join(code("reads", "categories", it) for it in question.categories)
