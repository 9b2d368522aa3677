"""A phone's profile folder, searched as bytes: nothing of what was read or written, signed in or out."""

from pathlib import Path

from playwright.async_api import async_playwright

from tests.parts.browser import FLAGS, PHONE, find
from tests.phone.hand import Hand, until
from tests.phone.proxy import Line
from tests.system.house import House

READ = "Chi la può leggere?"  # on every kept visit, and on no page of the shell
WRITTEN, TYPED = "zibibbocanarino", "melogranocanarino"


def found(profile: Path, *words: str) -> list[str]:
    """In any file, in either of the ways a browser writes text."""
    wanted = {word: (word.encode(), word.encode("utf-16-le")) for word in words}
    bodies = [(file, file.read_bytes()) for file in profile.rglob("*") if file.is_file()]
    return [
        f"{word} in {file.name}"
        for file, body in bodies
        for word, forms in wanted.items()
        if any(it in body for it in forms)
    ]


async def test_the_profile_of_a_phone_shows_nothing(tmp_path: Path, home: House, wire: Line) -> None:
    async with async_playwright() as playwright:
        program = find(playwright)
        context = await playwright.chromium.launch_persistent_context(
            tmp_path,
            executable_path=program,
            args=FLAGS,
            viewport=PHONE,
            locale="it-IT",
            has_touch=True,  # type: ignore[arg-type]
        )
        hand = Hand(context, context.pages[0], home, wire.url)
        await hand.sign_in()
        await hand.open()
        await hand.keeps()
        assert READ in await hand.page.content()
        await hand.cut()
        await hand.write(WRITTEN)
        await hand.type(TYPED)
        await until(lambda: hand.page.evaluate("Casa.all('drafts').then(it => it.length)"), "no draft")
        signed_in = found(tmp_path, WRITTEN, TYPED, READ)
        wire.mute = True
        await hand.cut(False)
        await hand.page.locator('form[action="/esci"]').evaluate("it => it.requestSubmit()")
        async with hand.page.expect_navigation():
            await hand.page.get_by_role("button", name="Cancellale ed esci").click()
        await context.close()

    assert signed_in == []
    assert found(tmp_path, WRITTEN, TYPED, READ) == []
