"""A few months of two homes, played as commands through the real services."""

from deploy.demo.playing import play

__all__ = ["play"]
