"""`python -m tests.phone.fuzz N SEED`: a demo house of its own, a bad line, and one line at the end."""

import asyncio
import sys
import tempfile
from pathlib import Path
from shutil import which

from playwright.async_api import async_playwright

from tests.parts.browser import FLAGS, NAMES
from tests.phone.fuzz.saving import run
from tests.phone.proxy import line
from tests.system.house import living


async def main(count: int, seed: int) -> int:
    with (
        tempfile.TemporaryDirectory() as folder,
        living("demo", Path(folder) / "casa") as house,
        line(house) as wire,
    ):
        async with async_playwright() as playwright:
            program = next(filter(None, map(which, NAMES)), None)
            browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
            told = await run(browser, wire, count, seed)
            await browser.close()
    print(" ".join(f"{name} {number}" for name, number in told.items()), f"seed {seed}")
    return 0 if told["saves"] == told["facts"] else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]))))
