"""How sure the departures of a window are, as the part `reliability` of a JSON document."""

from dataclasses import asdict

from corridor.model.sure import HowSure, SureChange, SureDeparture, SureDifference, SureWindow
from corridor.reports.document_parts import Document, local, utc


def sure_part(found: HowSure) -> Document:
    """Return figures and departures of each scenario, and of each difference, with what was asked."""
    asked = found.asked
    return {
        "share": asked.share,
        "samples": asked.samples,
        "seed": asked.seed,
        "every_s": found.every_s,
        "deadline": None if asked.arrive_by is None else utc(asked.arrive_by),
        "scenarios": [_window(window, found.tz) for window in found.windows],
        "differences": [_difference(difference, found.tz) for difference in found.differences],
    }


def _window(window: SureWindow, tz: str) -> Document:
    return {
        "scenario": window.scenario,
        "answered": window.answered,
        "mean_plan_s": window.mean_plan_s,
        "mean_p50_s": window.mean_half_s,
        "mean_sure_s": window.mean_sure_s,
        "mean_over_plan_s": window.mean_over_plan_s,
        "best": window.best and _departure(window.best, tz),
        "worst": window.worst and _departure(window.worst, tz),
        "latest": window.latest and _departure(window.latest, tz),
        "after_latest": window.after_latest and _departure(window.after_latest, tz),
        "departures": [_departure(departure, tz) for departure in window.departures],
    }


def _departure(departure: SureDeparture, tz: str) -> Document:
    low, high = departure.sure_within_s
    return {
        "depart_at": utc(departure.depart_at),
        "depart_local": local(departure.depart_at, tz),
        "plan_s": departure.plan_s,
        "p50_s": departure.half_s,
        "sure_s": departure.sure_s,
        "sure_low_s": low,
        "sure_high_s": high,
        "in_time": None if departure.in_time is None else asdict(departure.in_time),
    }


def _difference(difference: SureDifference, tz: str) -> Document:
    return {
        "scenario": difference.scenario,
        "mean_s": difference.mean_s,
        "standard_error_s": difference.standard_error_s,
        "largest_gain": difference.largest_gain and _change(difference.largest_gain, tz),
        "departures": [_change(change, tz) for change in difference.departures],
    }


def _change(change: SureChange, tz: str) -> Document:
    return {
        "depart_at": utc(change.depart_at),
        "depart_local": local(change.depart_at, tz),
        "difference_s": change.difference_s,
        "standard_error_s": change.standard_error_s,
    }
