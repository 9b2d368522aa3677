"""A few months of two homes, played as commands through the real services."""

from deploy.demo.playing import play, set_the_clock

__all__ = ["play", "set_the_clock"]
