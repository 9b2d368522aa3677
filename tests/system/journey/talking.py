"""Parliamone on two phones: a side in private, a night, one rule, and the pact that comes out of it."""

import re

from playwright.async_api import expect

from tests.system.phone import Phone

HE_SAID = "lucertola azzurra: alle due di notte erano ancora in sei"
HE_NEEDS = "pettirosso: dormire fino alle sei"
SHE_SAID = "tamburo di latta: non ho mai una sera per i miei amici"
RULE = "Ospiti in casa fino alle 23."


async def tell_first(phone: Phone, picture: str) -> None:
    """From the first page of the house: three taps and one's own words."""
    await phone.open("/casa")
    phone.taps = 0
    await phone.touch(phone.page.get_by_role("link", name=re.compile("Parliamone")))
    await phone.sees_title("C’è qualcosa che non va?")
    await phone.write("Che cosa è successo?", HE_SAID)
    await phone.write("Di che cosa hai bisogno?", HE_NEEDS)
    await phone.tap("Salva e invita a parlarne")
    await phone.sees_title("La tua parte è al sicuro")
    await phone.sees(HE_SAID, "La leggi solo tu.")
    assert phone.taps <= 3
    await phone.keep(picture)


async def finds_an_invitation_that_says_nothing(phone: Phone, opener: str, picture: str) -> None:
    await phone.open("/casa")
    card = phone.page.locator(".card", has_text="C’è una cosa di cui parlare")
    await expect(card).to_be_visible()
    assert opener not in await card.inner_text()
    await phone.never_sees(HE_SAID, HE_NEEDS)
    await phone.keep(picture)


async def tell_in_turn(phone: Phone, picture: str) -> None:
    await phone.tap("Apri Parliamone", "link")
    await phone.sees_title("C’è una cosa di cui parlare")
    await phone.never_sees(HE_SAID, HE_NEEDS)
    await phone.write("Che cosa è successo?", SHE_SAID)
    await phone.tap("Salva la mia parte")
    await phone.sees_title("Adesso ci si dorme sopra")
    await phone.keep(picture)


async def has_to_sleep_on_it(phone: Phone) -> None:
    await phone.open("/parliamone")
    await phone.sees_title("Adesso ci si dorme sopra")
    await expect(phone.page.get_by_role("button", name="Proponi la regola")).to_have_count(0)


async def propose_guests_until_23(phone: Phone, picture: str) -> None:
    await phone.open("/parliamone")
    await phone.sees_title("Quale regola provate?")
    await phone.choose("Che cosa cambia?", "Ospiti fino alle")
    await phone.choose("A che ora?", "23:00")
    await phone.choose("Per quanto la provate?", "Due settimane")
    await phone.tap("Proponi la regola")
    await phone.sees_title("Hai proposto una regola")
    await phone.keep(picture)


async def say_yes(phone: Phone, picture: str) -> None:
    await phone.open("/casa")
    await phone.tap("Guarda la regola", "link")
    await phone.sees(RULE)
    await phone.tap("Ci sto, proviamola")
    await phone.sees_title("State provando una regola")
    await phone.keep(picture)


async def say_it_works(phone: Phone, picture: str) -> None:
    await phone.open("/casa")
    await phone.tap("Di’ com’è andata", "link")
    await phone.choose("Questa regola, per te:", "Funziona")
    await phone.tap("Dico la mia")
    await phone.sees("Grazie di averlo detto.")
    await phone.keep(picture)


async def read_easy_and_sign(phone: Phone, pact: str, version: int, picture: str) -> None:
    await phone.open(pact)
    await phone.sees(f"Versione {version}", "Che cosa cambia")
    await phone.tap("Versione facile", "link")
    await phone.sees("Puoi invitare chi vuoi fino alle 23.")
    await phone.keep(f"{picture}-facile")
    await phone.tap("Firmo il patto")
    await phone.sees("Hai firmato.")
    await phone.keep(picture)


async def fingerprint(phone: Phone, pact: str, version: int) -> str:
    """The hash that whoever opens this version would sign, or has signed."""
    await phone.open(f"{pact}?versione={version}")
    return (await phone.page.locator(".code").first.text_content() or "").strip()


async def holds(phone: Phone, pact: str) -> int:
    """The version the page says is in force."""
    await phone.open(pact)
    link = phone.page.locator("a.btn", has_text="in vigore")
    found = re.search(r"\d+", await link.first.inner_text())
    assert found
    return int(found[0])


async def saw_only_the_agreement(phone: Phone) -> str:
    """What *Chi ha visto* says, whole: nobody looked at a side."""
    await phone.open("/chi-ha-visto")
    await phone.sees_title("Chi ha guardato le tue cose")
    text = await phone.page.locator("main").inner_text()
    await phone.never_sees(HE_SAID, HE_NEEDS, SHE_SAID)
    return text
