"""The table of crews' rules."""

from corridor.dataset.columns import NOTE, Column, Table, basis_column, source_column

_DAYS = 20_160


def _minutes(name: str, doc: str, high: int = _DAYS) -> Column:
    return Column(name=name, kind="number", doc=doc, unit="min", low=1, high=high)


CREW_RULES = Table(
    name="crew_rules",
    doc="Driving and rest of crews, by country: what is due after how much driving. Blank: no such limit. The limits of "
    "rest are the same in all countries of a crew that have any.",
    key=("crew_id", "country"),
    optional=True,
    columns=(
        Column(name="crew_id", kind="id", doc="the crew, as in --crew", required=True),
        Column(name="country", kind="country", doc="where it holds; blank: in all other countries"),
        Column(name="title", kind="text", doc="the rule, as answers name it", required=True),
        Column(name="drivers", kind="int", doc="how many take turns", required=True, low=1, high=2),
        _minutes("drive_before_break_min", "driving after which a break is due"),
        _minutes("break_min", "length of a break"),
        _minutes("daily_drive_min", "driving after which a daily rest is due"),
        _minutes("daily_rest_min", "length of a daily rest"),
        _minutes("day_min", "time from the end of a rest within which the next one has to end"),
        _minutes("long_drive_min", "driving of a long day"),
        Column(name="long_days", kind="int", doc="long days between two weekly rests", low=0, high=7),
        _minutes("short_rest_min", "length of a short daily rest"),
        Column(name="short_rests", kind="int", doc="short rests between two weekly rests", low=0, high=7),
        _minutes("weekly_drive_min", "driving after which a weekly rest is due"),
        _minutes("weekly_rest_min", "length of a weekly rest"),
        _minutes("week_min", "time from the end of a weekly rest within which the next one has to begin"),
        _minutes(
            "fortnight_drive_min",
            "driving in two consecutive weeks, each from Monday 00:00 UTC on",
            high=_DAYS - 1,
        ),
        _minutes("relay_min", "time of handing over to another crew or tractor"),
        Column(
            name="relay_fee_usd",
            kind="number",
            doc="what handing over costs, if known",
            unit="US$",
            low=0,
            high=20_000,
        ),
        basis_column(),
        source_column(),
        NOTE,
    ),
)
