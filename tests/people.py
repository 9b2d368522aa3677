"""The fixed cast of tests and demo: the same people, with the same ids, everywhere. Ugo must never see anything."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

PARTNERSHIP = "lucca"
CAST_NAMESPACE = UUID("9d2a4f0e-6a35-5c3b-9a52-0c2a3f6f7a11")


def id_of(name: str) -> UUID:
    """A stable id for anything the cast talks about: a person, a home, an organisation, a call."""
    return uuid5(CAST_NAMESPACE, name)


@dataclass(frozen=True)
class Person:
    first_name: str
    last_name: str
    born: date
    role: str

    @property
    def id(self) -> UUID:
        return id_of(f"{self.first_name} {self.last_name}")

    @property
    def email(self) -> str:
        return f"{self.first_name}.{self.last_name}@example.org".lower()


MARTA = Person("Marta", "Lenzi", date(1975, 3, 2), "coordinator")
SARA = Person("Sara", "Bianchi", date(1988, 11, 20), "operator")
PAOLO = Person("Paolo", "Neri", date(1983, 6, 9), "operator")
AHMED = Person("Ahmed", "Khalil", date(2001, 4, 17), "cohabitant")
MARCO = Person("Marco", "Rossi", date(2000, 9, 5), "cohabitant")
GIULIA = Person("Giulia", "Conti", date(1998, 1, 30), "cohabitant")
AMINA = Person("Amina", "Diallo", date(1999, 7, 12), "cohabitant")
LUCA = Person("Luca", "Ferri", date(1984, 2, 8), "self")
ROSA = Person("Rosa", "Marchi", date(1966, 10, 3), "family")
ELENA = Person("Elena", "Galli", date(1959, 5, 25), "info-point")
DARIO = Person("Dario", "Serra", date(1970, 12, 14), "auditor")
UGO = Person("Ugo", "Strano", date(1990, 8, 1), "self")

PIERO = Person("Piero", "Landi", date(1968, 4, 22), "family")
"""Support administrator of Giulia by a decree: no relation, no share, only what the decree names."""

NADIA = Person("Nadia", "Ferro", date(2002, 3, 14), "self")
TOMMASO = Person("Tommaso", "Berti", date(2003, 11, 2), "self")
IRENE = Person("Irene", "Sala", date(2001, 6, 21), "self")

CHIARA = Person("Chiara", "Dini", date(1997, 5, 8), "self")
FABIO = Person("Fabio", "Lotti", date(1995, 9, 23), "self")

GUESTS = (CHIARA, FABIO)
"""They spend some nights in the home for practising; no page of the demo is theirs."""

NEWCOMERS = (NADIA, TOMMASO, IRENE)
"""Applicants of the second call, still on their way when the demo ends."""

GINO = Person("Gino", "Tosi", date(1962, 1, 17), "info-point")
"""A volunteer of the other Info Point: what Elena looks after is not there for him until he takes it over."""

OLGA = Person("Olga", "Pardini", date(1968, 5, 6), "commission")
BRUNO = Person("Bruno", "Gori", date(1972, 8, 19), "host")
PIA = Person("Pia", "Dami", date(1981, 1, 27), "housing-office")
TEO = Person("Teo", "Lari", date(1991, 4, 30), "researcher")
ADA = Person("Ada", "Nuti", date(1986, 9, 9), "sysadmin")

OFFICES = (OLGA, BRUNO, PIA, TEO, ADA)
"""Who holds the offices that no story of the demo needs: with the cast, every role is somebody's."""

CAST = (MARTA, SARA, PAOLO, AHMED, MARCO, GIULIA, AMINA, LUCA, ROSA, ELENA, DARIO, UGO)

DISTRICTS = ("San Vito", "San Concordio", "Pontetetto")
COMUNE = id_of("Comune di Lucca")
COOPERATIVE = id_of("Cooperativa La Soglia")
INFO_POINT = id_of("Info Point San Concordio")
CALL = id_of("Avviso giovani")
SECOND_CALL = id_of("Seconda finestra dell'avviso")
HOME_SAN_CONCORDIO = id_of("Casa San Concordio")
HOME_SAN_VITO = id_of("Casa San Vito")
HOME_GYM = id_of("Palestra di San Concordio")
HOME_PONTETETTO = id_of("Casa Pontetetto")
COHABITATION_SAN_VITO = id_of("Convivenza San Vito")
COHABITATION_PONTETETTO = id_of("Convivenza Pontetetto")
