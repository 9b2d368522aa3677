"""From the open call to an answer, as the people themselves do it."""

import re
from datetime import date

from playwright.async_api import expect

from tests.system.phone import Phone

FIRST_NAME, LAST_NAME = "Davide", "Pardi"
AT_THE_DESK = "Bianca"
WHY = "Vorrei imparare a stare da solo, con qualcuno accanto."
NO = "L’ISEE è più alto del limite. Se cambia, torna: guardiamo insieme."


async def read_the_call(phone: Phone) -> None:
    await phone.open("/avviso")
    await phone.keep("01-avviso")
    await phone.tap("Fai domanda", "link")
    await phone.sees_title("Fai domanda")


async def forget_half_of_it(phone: Phone) -> None:
    """Sent too early: says what is missing, keeps what was written."""
    await phone.write("Nome", FIRST_NAME)
    await phone.write("Perché vuoi abitare con un’altra persona?", WHY)
    await phone.write("ISEE della famiglia, in euro", "tanto")
    await phone.tap("Manda la domanda")
    summary = phone.page.locator("#errors")
    await expect(summary).to_be_focused()
    assert await summary.get_by_role("link").count() >= 3
    await expect(phone.page.get_by_label("Nome", exact=True)).to_have_value(FIRST_NAME)
    await expect(phone.page.get_by_label("ISEE della famiglia, in euro")).to_have_value("tanto")
    await phone.sees(WHY)
    assert (await phone.page.title()).startswith("Errore:")
    await phone.keep("02-domanda-errori")


async def send_it(phone: Phone) -> str:
    """The receipt code."""
    await phone.write("Cognome", LAST_NAME)
    for part, number in (("Giorno", "9"), ("Mese", "5"), ("Anno", "2002")):
        await phone.write(part, number)
    await phone.write("Telefono", "0583 0000 41")
    await phone.write("Quante persone vivono con te, contando anche te?", "3")
    await phone.write("ISEE della famiglia, in euro", "14.300")
    await phone.tap("Manda la domanda")
    await phone.sees_title("La domanda è arrivata")
    await phone.keep("03-ricevuta")
    return await receipt(phone)


async def receipt(phone: Phone) -> str:
    found = re.search(r"LU-\w{4}-\w{4}-\w\d", await phone.page.locator("#sheet").inner_text())
    assert found
    return found[0]


async def enter_at_the_desk(phone: Phone) -> str:
    await phone.open("/sportello")
    await phone.tap("Nuova domanda", "link")
    await phone.write("Nome", AT_THE_DESK)
    await phone.write("Cognome", "Lotti")
    await phone.write_day("Data di nascita", date(2000, 2, 29))
    await phone.write("Quante persone vivono con te, contando anche te?", "2")
    await phone.write("ISEE della famiglia, in euro", "32.000")
    await phone.write("ISEE tuo, in euro", "18.500")
    await phone.tap("Manda la domanda")
    await phone.sees("La domanda è arrivata")
    await phone.keep("04-sportello")
    return await receipt(phone)


async def admit(phone: Phone, code: str) -> None:
    await phone.open("/domande")
    await phone.keep("05-domande")
    await phone.touch(phone.page.get_by_role("link", name=re.compile(code)))
    await phone.sees(WHY)
    await phone.tap("Ammetti")
    await phone.sees("Ammessa da Marta")
    await phone.keep("06-ammessa")


async def exclude(phone: Phone, code: str) -> None:
    await phone.open("/domande")
    await phone.touch(phone.page.get_by_role("link", name=re.compile(code)))
    await phone.tap("Non ammettere", "link")
    await phone.keep("07-perche-no")
    await phone.choose("Per quale motivo?", "Manca un requisito")
    await phone.write("Cosa diciamo alla persona?", NO)
    await phone.tap("Non ammettere")
    await phone.sees(NO)
    await phone.keep("08-non-ammessa")


async def hears_by_itself(phone: Phone) -> None:
    """The page left open since the receipt; nobody touches it."""
    title = phone.page.get_by_role("heading", level=1)
    await expect(title).to_have_text("La domanda è ammessa")
