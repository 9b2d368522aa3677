"""The ZIP file of a pack: stored, in a fixed order, without dates, so that not one of its bytes goes unchecked."""

import struct
import zlib

from services.history.verifica.faults import Unreadable

LOCAL, CENTRAL, END = "<4sHHHHHIIIHH", "<4sHHHHHHIIIHHHHHII", "<4sHHHHIIH"
FIRST_OF_1980 = 33
NEEDED = (
    "manifest.json",
    "manifest.sig",
    "keys.json",
    "checkpoints.jsonl",
    "records.jsonl",
    "omitted.jsonl",
    "opened.jsonl",
)


def packed(files: dict[str, bytes]) -> bytes:
    """The one ZIP these files make."""
    parts: list[bytes] = []
    directory, offset = b"", 0
    for name, data in files.items():
        label = name.encode("ascii", "replace")
        shape = (0, 0, 0, FIRST_OF_1980, zlib.crc32(data), len(data), len(data), len(label), 0)
        head = struct.pack(LOCAL, b"PK\3\4", 20, *shape) + label
        directory += struct.pack(CENTRAL, b"PK\1\2", 20, 20, *shape, 0, 0, 0, 0, offset) + label
        parts += [head, data]
        offset += len(head) + len(data)
    count = len(files)
    return b"".join(
        [*parts, directory, struct.pack(END, b"PK\5\6", 0, 0, count, count, len(directory), offset, 0)]
    )


def unpacked(raw: bytes) -> dict[str, bytes]:
    """Raises Unreadable. What surrounds the files is checked by packing them again."""
    files: dict[str, bytes] = {}
    at, size = 0, struct.calcsize(LOCAL)
    while raw[at : at + 4] == b"PK\3\4" and len(raw) >= at + size:
        *_, length, label, extra = struct.unpack_from(LOCAL, raw, at)
        start = at + size + label + extra
        files[raw[at + size : at + size + label].decode("ascii", "replace")] = raw[start : start + length]
        at = start + length
    if any(name not in files for name in NEEDED):
        raise Unreadable("non è un fascicolo di prova, o ne manca un pezzo")
    return files
