"""The questions about how one lives, and the profile they become; nothing said is nothing said."""

from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from pydantic import Field

from events.matching.candidate import DescribeCandidate, candidate_of
from events.matching.home import Accessibility
from events.matching.profile import Profile, Veto, Wish
from frontend.forms import Form

NEEDS: tuple[str, ...] = get_args(Accessibility)
LANGUAGES = ("it", "en", "fr", "es", "ar", "uk", "ro", "sq", "zh", "bn", "ur", "wo")
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]


class HowILive(Form):
    rhythm: Literal["early", "late", "shifts"] | None = None
    smoking: Literal["no", "outside", "yes"] | None = None
    pets: Literal["none", "some"] | None = None
    guests: Literal["rarely", "sometimes", "often"] | None = None
    quiet: int | None = Field(default=None, ge=1, le=5)
    tidiness: int | None = Field(default=None, ge=1, le=5)
    languages: tuple[Language, ...] = ()
    wishes: tuple[Wish, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    needs: tuple[Accessibility, ...] = ()
    words: Annotated[str, Field(max_length=500)] = ""


def description(it: HowILive, person: UUID) -> DescribeCandidate:
    profile = Profile.model_validate(it.model_dump())
    return DescribeCandidate(stream=candidate_of(person), dossier=person, profile=profile)


def texts(profile: dict[str, Any]) -> dict[str, Any]:
    """A profile that was opened, as the texts of the form: what was not said stays empty."""
    return {
        name: list(it) if isinstance(it, list) else str(it) for name, it in profile.items() if it is not None
    }
