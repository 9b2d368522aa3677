"""A small disk of one's own: an ext4 in a file, that can be filled, made larger, and cut off from its power."""

import fcntl
import os
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2
EDGE = 1 << 18
PROGRAMS = ("mkfs.ext4", "e2fsck", "resize2fs", "mount", "umount", "truncate")


class Disk:
    """`folder` is where it is mounted; everything on it belongs to root."""

    def __init__(self, image: Path, folder: Path, megabytes: int) -> None:
        self.image, self.folder = image, folder
        self.folder.mkdir(parents=True)
        run("truncate", "-s", f"{megabytes}M", image)
        run("mkfs.ext4", "-q", "-F", "-m", "0", image)
        self.mount()

    def mount(self) -> None:
        run("mount", "-o", "loop", self.image, self.folder)
        run("mount", "--make-shared", self.folder)
        self.folder.chmod(0o755)

    def unmount(self) -> None:
        """What was killed may keep a file open for a moment, another's network namespace the disk itself."""
        deadline = time.monotonic() + 60
        while os.path.ismount(self.folder) or self.attached:
            assert time.monotonic() < deadline, "the disk is still in use"
            subprocess.run(["umount", self.folder], capture_output=True)
            time.sleep(0.02)

    @property
    def attached(self) -> bool:
        """Whether the system still has it: mounted again now, it would come back as it was left, cut off."""
        return bool(subprocess.run(["losetup", "-j", self.image], capture_output=True, text=True).stdout)

    def settle(self) -> None:
        """What was copied here before the first cut is really here."""
        run("sync", "-f", self.folder)

    def cut(self) -> None:
        """From this moment on nothing reaches the disk any more; what was not synced is lost, its journal, too."""
        handle = os.open(self.folder, os.O_RDONLY)
        fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        os.close(handle)

    def power_on(self) -> None:
        """After a cut, when all who worked there were killed."""
        self.unmount()
        self.mount()

    def fill(self, but: int = 0) -> None:
        """A file of somebody else's takes what is left, but so many bytes."""
        have = self.ballast.stat().st_size if self.ballast.exists() else 0
        handle = os.open(self.ballast, os.O_RDWR | os.O_CREAT)
        with suppress(OSError):  # somebody else was quicker
            os.posix_fallocate(handle, have, max(1, self.free - max(but, EDGE)))
        os.close(handle)
        while but == 0 and self.squeeze():
            pass

    def squeeze(self) -> bool:
        try:
            with self.ballast.open("ab") as file:
                file.write(b"\0" * 4096)
        except OSError:
            return False
        return True

    def relieve(self) -> None:
        self.ballast.unlink()

    def grow(self, megabytes: int) -> None:
        """Nobody may work there meanwhile: not every kernel lets a container enlarge a mounted disk."""
        self.unmount()
        run("truncate", "-s", f"{megabytes}M", self.image)
        subprocess.run(["e2fsck", "-fp", self.image], capture_output=True)  # 1: something was put right
        run("resize2fs", self.image)
        self.mount()

    @property
    def ballast(self) -> Path:
        return self.folder / "ballast"

    @property
    def free(self) -> int:
        return shutil.disk_usage(self.folder).free


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def disk(place: Path, megabytes: int) -> Iterator[Disk]:
    """Gone when the block ends and the last who has a file open there."""
    made = Disk(place / "disk.img", place / "disk", megabytes)
    try:
        yield made
    finally:
        run("umount", "-l", made.folder)


@cache
def why_no_disk() -> str:
    """Why there can be none here; empty where there can."""
    if os.geteuid() != 0:
        return "only root may mount a disk"
    if missing := [it for it in PROGRAMS if not shutil.which(it)]:
        return f"no {', '.join(missing)} here"
    if subprocess.run(["losetup", "-f"], capture_output=True).returncode:
        return "no loop device to be had here"
    return ""
