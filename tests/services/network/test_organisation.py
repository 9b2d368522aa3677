"""Organisations, info points and districts."""

from datetime import date

import pytest

from events.network.district import DistrictNamed, NameDistrict
from events.network.organisation import (
    EnrolPartner,
    OpenPoint,
    PartnerJoined,
    PartnerLeft,
    PointOpened,
    ReleasePartner,
)
from services.network.district import DISTRICT
from services.network.organisation import ORGANISATION
from tests.people import COMUNE, INFO_POINT, id_of
from tests.services.story import given, refused, when

JAN, JUNE, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)
ITS = {"stream": COMUNE, "dossier": COMUNE}
SHEET = {"name": "Comune di Lucca", "legal_form": "public-body", "part": "lead", "competences": ("youth",)}
JOINED = PartnerJoined(organisation=COMUNE, **SHEET, since=JAN)
LEFT = PartnerLeft(organisation=COMUNE, until=JUNE)
POINT = {
    "point": INFO_POINT,
    "name": "Info Point San Concordio",
    "place": "Via di Tiglio 1",
    "hours": ({"weekday": 0, "opens": 540, "closes": 720},),
    "channels": ("desk", "phone"),
}


def test_an_organisation_joins_as_lead():
    assert when(ORGANISATION, EnrolPartner(**ITS, **SHEET, since=JAN), ORGANISATION.initial) == [JOINED]
    assert when(ORGANISATION, EnrolPartner(**ITS, **SHEET, since=JAN), given(ORGANISATION, JOINED)) == []


def test_a_partner_leaves_and_may_come_back():
    leave = ReleasePartner(**ITS, until=JUNE)

    assert when(ORGANISATION, leave, given(ORGANISATION, JOINED)) == [LEFT]
    assert when(ORGANISATION, leave, given(ORGANISATION, JOINED, LEFT)) == []
    assert when(ORGANISATION, EnrolPartner(**ITS, **SHEET, since=JUNE), given(ORGANISATION, JOINED, LEFT))


def test_a_partner_opens_an_info_point():
    opened = PointOpened(organisation=COMUNE, **POINT, since=JAN)

    assert when(ORGANISATION, OpenPoint(**ITS, **POINT, since=JAN), given(ORGANISATION, JOINED)) == [opened]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (EnrolPartner(**ITS, **SHEET, since=JAN, until=DEC), "organisation.already-partner"),
        (EnrolPartner(**ITS, **SHEET, since=JAN, until=JAN), "organisation.ends-before-it-begins"),
        (ReleasePartner(**ITS, until=DEC), "organisation.not-partner"),
        (OpenPoint(**ITS, **POINT, since=DEC), "organisation.not-partner"),
        (
            OpenPoint(**ITS, **{**POINT, "hours": ({"weekday": 0, "opens": 600, "closes": 600},)}, since=JAN),
            "organisation.closes-before-it-opens",
        ),
        (ReleasePartner(stream=COMUNE, dossier=INFO_POINT, until=JUNE), "organisation.misaddressed"),
    ],
)
def test_what_cannot_be_is_refused(command, reason):
    assert refused(ORGANISATION, command, given(ORGANISATION, JOINED, LEFT)) == reason


def test_an_info_point_opens_once():
    state = given(ORGANISATION, JOINED, PointOpened(organisation=COMUNE, **POINT, since=JAN))

    assert (
        refused(ORGANISATION, OpenPoint(**ITS, **POINT, since=JAN), state)
        == "organisation.point-already-open"
    )


def test_a_district_is_named_and_renamed():
    district = id_of("San Vito")
    named = DistrictNamed(district=district, name="San Vito")
    command = NameDistrict(stream=district, dossier=district, name="San Vito")

    assert when(DISTRICT, command, DISTRICT.initial) == [named]
    assert when(DISTRICT, command, given(DISTRICT, named)) == []
    astray = NameDistrict(stream=district, dossier=COMUNE, name="San Vito")
    assert refused(DISTRICT, astray, DISTRICT.initial) == "district.misaddressed"
