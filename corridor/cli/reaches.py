"""The reach of one truck under several scenarios; shared by `reach` and `map reach`."""

from collections.abc import Iterable

from corridor.cli.session import Session
from corridor.model.query import Query
from corridor.model.reach import Reaches, ReachResult
from corridor.planner import Planner


def reaches_of(session: Session, query: Query, scenarios: str, limits_s: Iterable[int]) -> Reaches:
    """Return where the query's truck can be under the scenarios of a list split at commas.

    Raises:
        UnknownNameError: No such scenario.
        UsageError: One is named twice, or the query has no reach: see `Planner.reach`.
    """
    limits_s = list(limits_s)
    first, *others = session.scenarios(scenarios)
    baseline = Planner(session.dataset, first)
    planners = [baseline, *(baseline.under(other) for other in others)]
    return Reaches(
        results=tuple(
            ReachResult(
                scenario=planner.scenario,
                changes=tuple(planner.changes),
                reach=planner.reach(query, limits_s),
            )
            for planner in planners
        )
    )
