"""M5: writes, erasures, backups and restores in any order: what was erased is never readable again."""

import json
import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from events.category import Category
from events.sealed import Box, seal
from services.kernel.sealing import Unreadable, binary, close, unbox
from services.vault.asking import answered
from services.vault.chest import Chest
from services.vault.erasures import Erasures
from services.vault.keys import Keys, Scope, Wanted

WRAPPING = bytes(range(32))
PEOPLE = [uuid4() for _ in range(3)]
CASES = [uuid4() for _ in range(2)]
KINDS = [Category.GOALS, Category.PACT]


class Erasure(RuleBasedStateMachine):
    """Boxes are kept for ever, as stores and backups keep them; keys, their copy and whole folders come and go."""

    @initialize()
    def begin(self):
        self.root = Path(tempfile.mkdtemp())
        self.boxes: list[tuple[Box, str]] = []
        self.erased: set[str] = set()
        self.backups: list[Path] = []
        self.open()

    def open(self):
        data = self.root / "data"
        keys = Keys(data / "vault.sqlite", WRAPPING, data / "copy" / "vault.sqlite")
        self.chest = Chest(keys, Erasures(self.root / "erased"))

    def reapplied(self):
        if not self.chest.applied:
            self.chest.reapply()

    @rule(owner=st.sampled_from(PEOPLE), dossier=st.sampled_from(CASES), kind=st.sampled_from(KINDS))
    def write(self, owner, dossier, kind):
        self.reapplied()
        [key] = self.chest.keys.make([Wanted(owner=owner, dossier=dossier, category=kind)])
        marker, place = uuid4().hex, f"{uuid4()}/text"
        box = close(seal(marker, owner, kind), place, key.id, key.key)
        self.boxes.append((box.model_copy(update={"place": place}), marker))

    @rule(owner=st.sampled_from(PEOPLE), kind=st.sampled_from([None, *KINDS]))
    def erase(self, owner, kind):
        self.reapplied()
        done = self.chest.destroy(Scope(owner=owner, category=kind), uuid4())
        assert done.complete
        self.erased |= {m for box, m in self.boxes if box.owner == owner and kind in (None, box.category)}

    @rule()
    def back_up(self):
        self.chest.close()
        self.backups.append(shutil.copytree(self.root / "data", self.root / f"backup-{len(self.backups)}"))
        self.open()

    @precondition(lambda self: self.backups)
    @rule(data=st.data(), what=st.sampled_from(["all", "vault", "copy"]))
    def restore(self, data, what):
        backup = data.draw(st.sampled_from(self.backups))
        self.chest.close()
        here = self.root / "data"
        if what == "all":
            shutil.rmtree(here)
            shutil.copytree(backup, here)
        else:
            name = "vault.sqlite" if what == "vault" else "copy/vault.sqlite"
            for file in here.glob(f"{name}*"):
                file.unlink()
            shutil.copy(backup / name, here / name)
        self.open()

    @rule()
    def crash(self):
        self.chest.close()
        self.open()

    @invariant()
    def no_erased_marker_is_ever_lent_a_key(self):
        """Asked as the pages ask, at any moment, before and after the list was applied again."""
        for box, marker in self.boxes:
            asked = json.dumps({"ids": [str(box.key)]}).encode()
            answer = answered(self.chest, "lend", "frontend", asked)
            if marker in self.erased:
                assert all("key" not in one for one in answer.get("keys", []))

    @invariant()
    def what_was_not_erased_opens_while_its_key_was_not_lost_with_the_disk(self):
        if not self.chest.applied:
            return
        found = self.chest.keys.find({box.key for box, _ in self.boxes})
        for box, marker in self.boxes:
            if box.key in found and found[box.key].key:
                assert marker not in self.erased
                assert opens(box, found[box.key].key) == marker

    def teardown(self):
        self.chest.close()
        shutil.rmtree(self.root)


def opens(box, key):
    try:
        return unbox(box, key)
    except Unreadable:
        return binary(box.ct)


TestErasure = Erasure.TestCase
TestErasure.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
