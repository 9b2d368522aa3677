"""Pictures from outside are made anew: bounded, upright, and without where, when and with what they were taken."""

import io
from typing import Literal

LONGEST_SIDE = 1600
MOST_PIXELS = 12_000_000
MOST_BYTES = 10 * 1024 * 1024
READ = ("JPEG", "PNG", "WEBP")
QUALITY = 82

Fault = Literal["empty", "too-many-bytes", "too-many-pixels", "not-a-picture", "moving"]


class NotOurs(ValueError):
    """A file that is not taken; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


def anew(file: bytes) -> bytes:
    """JPEG of at most 1600 px a side, turned upright, with nothing but its pixels. Raises NotOurs.

    What is not pixels does not survive: place and time (EXIF), comments, and whatever else a file of two kinds
    carries. The name and the media type a sender gives are not looked at.
    """
    if not file:
        raise NotOurs("empty")
    if len(file) > MOST_BYTES:
        raise NotOurs("too-many-bytes")
    return redrawn(file)


def redrawn(file: bytes) -> bytes:
    from PIL import Image, ImageOps  # heavy, and rarely needed

    try:
        picture = Image.open(io.BytesIO(file), formats=READ)
        # Before anything is decoded: a few hundred kilobytes may unfold to gigabytes.
        if picture.width * picture.height > MOST_PIXELS:
            raise NotOurs("too-many-pixels")
        if getattr(picture, "n_frames", 1) > 1:
            raise NotOurs("moving")
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except NotOurs:
        raise
    except Exception as error:  # Pillow raises many kinds on files made to break it
        raise NotOurs("not-a-picture") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = Image.new("RGB", upright.size)
    drawn.paste(upright)
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
