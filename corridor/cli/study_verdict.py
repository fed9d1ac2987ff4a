"""What to conclude from a study, in a sentence for each scenario."""

from collections.abc import Mapping

from corridor.model.study_summary import Outcome, Saving, ShipmentSummary, StudySummary
from corridor.plotting.reports.study.page import part
from corridor.plotting.words import Words, later

_MINUTE_S = 60
_COMPARED = (
    later(
        "{scenario}: {gap} sooner than {baseline} on average, {after} instead of {before} from door to door"
    ),
    later(
        "{scenario}: {gap} later than {baseline} on average, {after} instead of {before} from door to door"
    ),
)


def verdict(
    summary: StudySummary, titles: Mapping[str, str], lanes: Mapping[str, str], words: Words
) -> list[str]:
    """Return how each scenario compares with the baseline; of a single one, how long trips take.

    `titles` are of scenarios by name, `lanes` of shipments by id.
    """
    baseline = next(each for each in summary.total.outcomes if each.scenario == summary.baseline)
    if baseline.duration.mean_s is None:
        first = [words("{scenario}: no departure has a way.", scenario=titles[summary.baseline])]
    elif len(summary.names) == 1:
        return [_alone(baseline, titles[summary.baseline], words)]
    else:
        first = []
    others = [
        _sentence(summary, baseline, number, titles, lanes, words)
        for number, name in enumerate(summary.names)
        if name != summary.baseline
    ]
    return [*first, *others]


def _alone(outcome: Outcome, title: str, words: Words) -> str:
    return words(
        "{scenario}: {mean} from door to door on average, at most {most} for nine of ten departures; {wait} of it is waiting.",
        scenario=title,
        mean=words.duration(outcome.duration.mean_s or 0),
        most=words.duration(outcome.duration.p90_s or 0),
        wait=words.duration(outcome.wait.mean_s or 0),
    )


def _sentence(
    summary: StudySummary,
    baseline: Outcome,
    number: int,
    titles: Mapping[str, str],
    lanes: Mapping[str, str],
    words: Words,
) -> str:
    found = summary.total.outcomes[number]
    saving, scenario = found.saving, titles[found.scenario]
    if saving is None or saving.mean_s is None:
        if found.duration.mean_s is None:
            return words("{scenario}: no departure has a way.", scenario=scenario)
        return words(
            "{scenario} and {baseline} share no departure with a way.",
            scenario=scenario,
            baseline=titles[summary.baseline],
        )
    if not saving.share_gain and not saving.share_lose:
        return words(
            "{scenario}: no arrival differs from {baseline}.",
            scenario=scenario,
            baseline=titles[summary.baseline],
        )
    texts = [
        _mean(baseline, found, saving, scenario, titles[summary.baseline], words),
        *_shares(saving, words),
        *_most(summary, number, lanes, words),
        *_hours(summary.truck_hours_saved[number], words),
    ]
    return words("{clauses}.", clauses=words.clauses(texts))


def _mean(
    baseline: Outcome, found: Outcome, saving: Saving, scenario: str, against: str, words: Words
) -> str:
    mean_s = saving.mean_s or 0
    if abs(mean_s) < _MINUTE_S / 2:
        return words("{scenario}: as long as {baseline} on average", scenario=scenario, baseline=against)
    return words(
        _COMPARED[mean_s < 0],
        scenario=scenario,
        baseline=against,
        gap=words.duration(abs(mean_s)),
        after=words.duration(found.duration.mean_s or 0),
        before=words.duration(baseline.duration.mean_s or 0),
    )


def _shares(saving: Saving, words: Words) -> list[str]:
    told = []
    if saving.share_gain:
        told.append(
            words("{share} of departures arrive earlier", share=words.number(part(saving.share_gain)))
        )
    if saving.share_lose:
        told.append(words("{share} of departures arrive later", share=words.number(part(saving.share_lose))))
    return told


def _most(summary: StudySummary, number: int, lanes: Mapping[str, str], words: Words) -> list[str]:
    """Return the lane for which the scenario changes most on average, if there are several."""

    def mean_s(each: ShipmentSummary) -> float:
        saving = each.outcomes[number].outcome.saving
        return (saving.mean_s or 0) if saving else 0

    if len(summary.shipments) < 2:
        return []
    most = max(summary.shipments, key=lambda each: abs(mean_s(each)))
    gap = words.duration(abs(mean_s(most)))
    lane = lanes[most.shipment.shipment_id]
    if mean_s(most) > 0:
        return [words("most on {lane}: {gap} sooner", lane=lane, gap=gap)]
    return [words("most on {lane}: {gap} later", lane=lane, gap=gap)]


def _hours(hours: float | None, words: Words) -> list[str]:
    if hours is None or not round(hours):
        return []
    if hours > 0:
        return [words("{hours} truck-hours a year saved", hours=words.number(f"{hours:,.0f}"))]
    return [words("{hours} truck-hours a year lost", hours=words.number(f"{-hours:,.0f}"))]
