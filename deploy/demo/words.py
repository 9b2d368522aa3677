"""Sentences the cast says: invented, ordinary, and never about anybody real."""

JOINT = (
    ("agreements", "Abbiamo deciso insieme che il lunedì si fa la spesa in due."),
    ("home", "La casa è in ordine. La lavatrice perde ancora: sentiamo l'ufficio casa."),
    ("relations", "Si parlano di più. Hanno invitato a cena la vicina del secondo piano."),
    ("money", "Bolletta della luce letta insieme: divisa a metà, pagata in tempo."),
    ("next-steps", "La prossima volta guardiamo insieme come si cambia medico di base."),
    ("home", "Tolto il tappeto dall'ingresso: così si passa meglio con la spesa."),
)
ALONE = (
    ("wellbeing", "Dorme meglio da quando il turno è cambiato."),
    ("work", "Ha mandato due curriculum; lunedì ha un colloquio al centro per l'impiego."),
    ("wellbeing", "Dice di sentirsi a casa, e che la sera non le pesa più."),
    ("relations", "Vorrebbe vedere più spesso gli amici del quartiere vecchio."),
)
TEAM = (
    ("wellbeing", "Mi è sembrata stanca; tengo d'occhio le prossime due settimane."),
    ("money", "Da verificare con l'assistente sociale il contributo affitto."),
    ("next-steps", "Proporre visite ogni due settimane se anche la prossima va così."),
)
GOALS = {
    "Ahmed": (
        ("home-life", "Pagare le bollette senza che me lo ricordi nessuno"),
        ("relations", "Invitare a cena un amico"),
    ),
    "Marco": (
        ("home-life", "Cucinare tre cene alla settimana"),
        ("learning", "Finire il corso da magazziniere"),
    ),
    "Giulia": (
        ("mobility", "Andare al lavoro in autobus da sola"),
        ("self-care", "Preparare la borsa la sera prima"),
        ("home-life", "Fare la spesa con una lista"),
        ("relations", "Telefonare da sola quando sono in ritardo"),
    ),
    "Amina": (
        ("learning", "Capire il mio contratto di lavoro"),
        ("relations", "Dire di no senza sentirmi in colpa"),
    ),
}

FIRST_LOOK = "Prima visita alla casa: hanno scelto le camere e provato le chiavi."

MARCOS_SIDE = (
    "Giovedì alle due c'erano ancora quattro persone in cucina. Io alle sei mi alzo per il corso.",
    "Dormire, e sapere prima chi viene.",
)
AHMEDS_SIDE = (
    "Con i turni vedo gli amici solo di notte. A casa mia si fa così.",
    "Una sera per i miei amici.",
)
BILLS = (
    (100, "Marco", 48_00, "Bolletta della luce"),
    (105, "Ahmed", 23_40, "Spesa grande"),
    (115, "Marco", 11_90, "Detersivi e sacchi"),
)
