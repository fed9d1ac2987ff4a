"""What is asked about how sure trips are, as users type it."""

from corridor.cli.session import Session
from corridor.model.query import Query
from corridor.model.reliability import DEFAULT_SAMPLES, Asked


def asked_of(
    session: Session, query: Query, percent: float, deadline: str | None, *, samples: int | None, seed: int
) -> Asked:
    """Return what is asked; a deadline is local to the destination. Samples that are not given may be fewer than usual.

    Raises:
        UsageError: The deadline cannot be read.
    """
    tz = session.dataset.places[query.destination].tz
    by = None if deadline is None else session.instant(deadline, tz)
    return Asked(
        share=round(percent / 100, 6),
        arrive_by=by,
        samples=samples or DEFAULT_SAMPLES,
        seed=seed,
        may_be_fewer=samples is None,
    )
