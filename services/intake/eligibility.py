"""Who may apply, as pure rules over what was declared: total, readable, the same for a simulator as for us.

Age 18–35 on the first closing day AND (ISEE of the family OR one's own); the figures come with the call.
"35" lasts until the day before the thirty-sixth birthday, and both ends of every band are inside.
What was not declared is unknown, never failed: unknown wins over passed in AND, and over failed in OR.
"""

from datetime import date

from events.intake.rule import Band, Between, Criterion, Declared, EligibilityRule, Outcome, Result

RESULT: dict[Band, Result] = {
    "within": "passed",
    "below": "failed",
    "above": "failed",
    "unknown": "unknown",
}


def check(rule: EligibilityRule, age_on: date, declared: Declared) -> tuple[Outcome, ...]:
    """One outcome per criterion, always the same three in the same order."""
    born = declared.birth_date
    return (
        judged("age", None if born is None else age(born, age_on), rule.age),
        judged("family-isee", declared.family_isee, rule.family_isee),
        judged("personal-isee", declared.personal_isee, rule.personal_isee),
    )


def age(birth: date, day: date) -> int:
    """Completed years; who was born on 29 February completes one on 1 March of a common year."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def judged(criterion: Criterion, value: int | None, between: Between) -> Outcome:
    band = banded(value, between)
    return Outcome(criterion=criterion, result=RESULT[band], band=band)


def banded(value: int | None, between: Between) -> Band:
    if value is None:
        return "unknown"
    if value < between.least:
        return "below"
    return "above" if value > between.most else "within"


def verdict(outcomes: tuple[Outcome, ...]) -> Result:
    """Whatever the order of the outcomes; a criterion that is missing among them is unknown."""
    return both(result_of("age", outcomes), isee(outcomes))


def isee(outcomes: tuple[Outcome, ...]) -> Result:
    return either(result_of("family-isee", outcomes), result_of("personal-isee", outcomes))


def result_of(criterion: Criterion, outcomes: tuple[Outcome, ...]) -> Result:
    results = [outcome.result for outcome in outcomes if outcome.criterion == criterion]
    return results[0] if results else "unknown"


def both(one: Result, other: Result) -> Result:
    if "failed" in (one, other):
        return "failed"
    return "unknown" if "unknown" in (one, other) else "passed"


def either(one: Result, other: Result) -> Result:
    if "passed" in (one, other):
        return "passed"
    return "unknown" if "unknown" in (one, other) else "failed"
