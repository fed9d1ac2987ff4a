"""What to conclude from scenarios over a window, in one sentence each."""

from collections.abc import Sequence
from typing import Final

from corridor.model.comparison import Comparison, Difference, Extreme
from corridor.plotting.words import Words, later
from corridor.reports.names import share

_MINUTE_S: Final = 60
_GAINS: Final = (later("{share} of departures gain, up to {duration}"), later("{share} of departures gain"))
_LOSES: Final = (later("{share} of departures lose, up to {duration}"), later("{share} of departures lose"))


def verdict(comparison: Comparison, titles: Sequence[str], lane: str, words: Words) -> str:
    """Return how each scenario compares with the first, the baseline; of a single one, how long trips take."""
    if not comparison.differences:
        statistics = comparison.results[0].profile.statistics
        return words(
            "{lane}: {mean} on average, {most} at most for nine of ten departures",
            lane=lane,
            mean=words.duration(statistics.mean_s or 0),
            most=words.duration(statistics.p90_s or 0),
        )
    return words.clauses(
        _compared(difference, title, titles[0], words)
        for difference, title in zip(comparison.differences, titles[1:], strict=True)
    )


def _compared(difference: Difference, scenario: str, baseline: str, words: Words) -> str:
    fields = {"scenario": scenario, "baseline": baseline}
    parts = _only_one(difference, fields, words)
    if difference.mean_s is not None or not parts:
        parts.append(_mean(difference, fields, words))
    parts += _part(difference.share_gain, difference.largest_gain, _GAINS, words)
    parts += _part(difference.share_lose, difference.largest_loss, _LOSES, words)
    return ", ".join(parts)


def _mean(difference: Difference, fields: dict[str, str], words: Words) -> str:
    mean_s = difference.mean_s
    if mean_s is None:
        return words("{scenario} and {baseline} share no departure with a way", **fields)
    if not difference.share_gain and not difference.share_lose:
        return words("{scenario}: no arrival differs from {baseline}", **fields)
    if abs(mean_s) < _MINUTE_S / 2:
        return words("{scenario}: as long as {baseline} on average", **fields)
    told = (
        later("{scenario}: {duration} sooner than {baseline} on average")
        if mean_s < 0
        else later("{scenario}: {duration} later than {baseline} on average")
    )
    return words(told, duration=words.duration(abs(mean_s)), **fields)


def _part(part: float, top: Extreme | None, texts: tuple[str, str], words: Words) -> list[str]:
    if not part:
        return []
    with_most, without = texts
    if top is None:
        return [words(without, share=share(part))]
    return [words(with_most, share=share(part), duration=words.duration(abs(top.difference_s)))]


def _only_one(difference: Difference, fields: dict[str, str], words: Words) -> list[str]:
    """Return how many departures have a way under one of the two only."""
    told = []
    if difference.no_longer_answered_s:
        part = share(difference.no_longer_answered_share)
        told.append(
            words(
                "{share} of departures have a way under {baseline} but none under {scenario}",
                share=part,
                **fields,
            )
        )
    if difference.newly_answered_s:
        part = share(difference.newly_answered_share)
        told.append(
            words(
                "{share} of departures have a way under {scenario} but none under {baseline}",
                share=part,
                **fields,
            )
        )
    return told
