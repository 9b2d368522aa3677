"""Which page is looked at by whom; a page that is in no line needs a reason here."""

import re

from deploy.demo.story.accompaniment import goal_of, visit_of
from deploy.demo.story.field import INCIDENT
from deploy.demo.story.funding import LINE
from deploy.demo.story.glass import FIRST
from deploy.demo.story.intake import application_of
from deploy.demo.story.listening import contact_id, entry_id
from deploy.demo.story.matching import ROUND, proposal_of
from events.network.disposal import retention_of
from tests.people import (
    AHMED,
    CALL,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    DARIO,
    ELENA,
    GIULIA,
    HOME_SAN_CONCORDIO,
    HOME_SAN_VITO,
    IRENE,
    LUCA,
    MARCO,
    MARTA,
    NADIA,
    PIERO,
    ROSA,
    SARA,
    Person,
    id_of,
)

VITO, PONTE = COHABITATION_SAN_VITO, COHABITATION_PONTETETTO
SENT = application_of(NADIA)["stream"]
MATCH = proposal_of(AHMED, MARCO, HOME_SAN_VITO)["stream"]
PAGES: dict[Person | None, tuple[str, ...]] = {
    None: (
        "/avviso", "/domanda", "/demo", "/accessibilita", "/privacy", "/niente", "/posta", "/guida", "/orienta",
        "/esito", "/esito/grazie", "/invito", "/recupero", "/tablet", "/invii", "/offline", "/installa",
        "/entra", "/entra/codice", "/entra/domanda",
    ),
    SARA: (
        "/oggi", "/porta", "/segnalazioni", f"/segnalazioni/nuova/{VITO}", f"/segnalazioni/{INCIDENT}",
        "/profilo/avvisi", "/soggiorni", "/casi", f"/casi/{VITO}", f"/casi/{VITO}?tutta", f"/casi/{VITO}/piano",
        f"/casi/{VITO}/obiettivi", f"/casi/{VITO}/obiettivi/{goal_of(AHMED, 0)}",
        f"/casi/{VITO}/obiettivi/{goal_of(AHMED, 0)}/parole", f"/casi/{VITO}/parliamone", f"/casi/{VITO}/necessita",
        "/decreti",
        f"/convivenze/{VITO}/visite", f"/visite/{visit_of(VITO, 0)['stream']}", f"/patto/{VITO}",
    ),
    AHMED: (
        "/casa", "/segnalazioni", "/turni", "/turni/pesi", "/turni/assenze", f"/patto/{VITO}", f"/patto/{VITO}/modifiche",
        f"/patto/{VITO}/disdetta", "/obiettivi", "/condivisioni", "/spese", f"/proposte/{MATCH}", "/parliamone",
        "/chi-ha-visto", "/profilo/avvisi", "/profilo/accesso", "/profilo/accesso/posta", "/i-miei-dati",
        f"/domanda/{application_of(AHMED)['stream']}", f"/spese/correzioni?riga={id_of('Spesa 1')}",
    ),
    GIULIA: (
        f"/condivisioni/anteprima/{ROSA.id}", f"/condivisioni/anteprima/{ROSA.id}/andamento",
        "/condivisioni", f"/patto/{PONTE}", "/la-mia-giornata", "/ho-fatto", "/come-sto", "/chiedo-aiuto",
        "/il-mio-progetto", "/benvenuto", "/profilo/pin", "/profilo/inviti", "/rientro",
    ),
    ROSA: (
        "/andamento", "/notti", "/notti/richiesta", "/tre-voci", "/verso-casa-stabile", "/se-domani",
        "/se-domani/prova", "/se-domani/scritti", "/verso-casa-stabile/desiderio",
    ),
    DARIO: (
        "/ambito", "/rendiconto", f"/rendiconto/{LINE}", f"/rendiconto/{LINE}/ore", f"/rendiconto/{LINE}/spese",
        f"/controlli/{LINE}", "/rilievi", f"/rilievi/nuovo/{LINE}", "/fascicoli", f"/fascicoli/{VITO}",
        f"/chi-ha-visto/{VITO}",
        f"/riavvolgi/{VITO}?fino=300", f"/riavvolgi/{VITO}?fino=300&lente=cohabitant&pagina=patto", f"/verifica/{VITO}"),
    ELENA: (
        "/sportello", "/sportello/domanda", f"/sportello/contatti/{contact_id('compagnia')}", "/sportello/passaggi",
        "/orienta", f"/orienta?serve=room&chi=young&quando=month&dove=ovunque&contatto={contact_id('stanza')}",
        "/guida", f"/guida/{entry_id('bollette')}", "/bisogni", "/formazione", "/formazione/guide",
        # What is easy to read stays so on this device: nothing of hers comes after it.
        f"/orienta/foglio?voci={entry_id('giovani')},{entry_id('notte')}&facile=1",
    ),
    MARTA: (
        f"/case/{HOME_SAN_VITO}/porta", f"/inviti/{NADIA.id}", "/rientri", f"/rientri/{NADIA.id}", "/rete/tablet",
        f"/abbinamenti/confronti/{ROUND}", f"/abbinamenti/proposte/{MATCH}", f"/convivenze/{VITO}/chiusura",
        f"/rete/persone/{GIULIA.id}/poteri", "/conferma", f"/casi/{PONTE}/necessita/{FIRST}", "/scarto",
        f"/scarto/{retention_of(LUCA.id, LUCA.id)}/application",
        f"/progetti/{GIULIA.id}",
        "/quadro", "/chi-ha-visto/domande", f"/chi-ha-visto/{VITO}", "/domande",
        f"/domande/{application_of(IRENE)['stream']}",
        f"/domande/{application_of(IRENE)['stream']}/esclusione", "/abbinamenti", "/case", "/case/nuova",
        f"/case/{HOME_SAN_CONCORDIO}", "/linee", f"/linee/{LINE}", "/ambito", "/rete", f"/rete/persone/{SARA.id}",
        "/avvisi", "/avvisi/nuovo", f"/avvisi/{CALL}", "/rete/enti/nuovo", "/rete/quartieri/nuovo",
        "/rete/punti/nuovo", "/guida/nuova", f"/guida/{entry_id('affitto')}/modifica", "/formazione", "/osservatorio",
    ),
    PIERO: ("/agire",),
    NADIA: (f"/domanda/{SENT}", "/proposta", "/profilo"),
    LUCA: ("/domanda",),
}  # fmt: skip
EVERY = [(who, path) for who, paths in PAGES.items() for path in paths]

NOT_LOOKED_AT = {
    "/": "only leads on",
    "/confronto/{item:str}/{stream:uuid}": "only after two wrote the same: looked at where that is walked",
    "/patto": "only leads on",
    "/patti/{dossier:uuid}/bozza": "only before the first pact holds: both homes of the demo have one",
    "/primo-accesso/{token:str}": "once, before there is anybody: an empty house has it",
    "/stile": "looked at closer in tests/frontend/test_style_in_browser.py",
    "/domanda/{id:uuid}/risposte": "only until somebody looks at it, and in the demo somebody has",
    "/turni/scambi": "whose turn it is depends on the day",
    "/fascicoli/{dossier:uuid}/fatto": "only leads on",
    "/rendiconto/{line:uuid}/fatto": "leads on to the file, whose page is looked at",
    "/verifica/{dossier:uuid}/fascicoli/{digest:str}": "a file to keep",
    "/verifica/programma": "a file to keep",
    "/osservatorio/tabella": "a file to keep",
    "/rendiconto/{line:uuid}/{slug:str}/tabella": "a file to keep",
    "/i-miei-dati/dati.json": "a file to keep",
    "/i-miei-dati/dati.pdf": "a file to keep",
    "/foto/{it:uuid}": "a photo of a house that has some",
    "/icone/{name:str}": "a picture",
    "/manifest.webmanifest": "for machines",
    "/pacchetto": "for machines",
    "/sw.js": "for machines",
    "/entra/esterno": "only where an outside issuer is set up",
    "/entra/esterno/ritorno": "only where an outside issuer is set up",
    "/profilo/accesso/esterno": "only where an outside issuer is set up",
    "/figure/{name:str}": "a photo of a house that has some",
    "/healthz": "for machines",
    "/readyz": "for machines",
    "/novita": "a stream",
    "/salute": "for machines",
}
"""Pattern of an address → why nobody looks at it here."""


def pattern_of(path: str, patterns: list[str]) -> str | None:
    """Of the patterns that fit, the one with the most fixed words."""
    bare = path.partition("?")[0]
    fitting = [it for it in patterns if re.fullmatch(re.sub(r"{[^}]+}", "[^/]+", it), bare)]
    return max(fitting, key=lambda it: -it.count("{"), default=None)
