"""A clerk with the tables on paper: says of any instant whether a control point works, by reading rows.

It shares no code with the package: own reading of the CSV files, own reading of the few forms of hours
that the tables use, one instant at a time, no intervals.
"""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

GEODATA = Path(__file__).parents[2] / "geodata"
WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
HOLIDAY_ZONES = {"CN-statutory": "Asia/Shanghai", "KZ": "Asia/Almaty"}
RULE = re.compile(r"(?:(\w{3})-(\w{3}) )?(?:(\w\w)-(\w\w) )?([\d:,-]+)$")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def instant(text: str, tz: str, *, end: bool = False) -> datetime:
    if len(text) == 10:
        day = date.fromisoformat(text) + timedelta(days=end)
        return datetime.combine(day, datetime.min.time(), ZoneInfo(tz)).astimezone(UTC)
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(tz))).astimezone(UTC)


class Clerk:
    def __init__(self, folder: Path) -> None:
        self.points = {row["control_id"]: row for row in rows(folder, "control_points")}
        self.schedules = [row for row in rows(folder, "schedules") if row["channel"] == "freight"]
        closures = rows(folder, "closures")
        replaced = {row["supersedes"] for row in closures}
        self.closures = [row for row in closures if row["closure_id"] not in replaced]
        self.holidays: dict[str, set[str]] = {}
        for row in rows(folder, "holiday_days"):
            self.holidays.setdefault(row["calendar"], set()).add(row["day"])
        for row in rows(folder, "holidays"):
            days = self.holidays.setdefault(row["calendar"], set())
            (days.add if row["kind"] == "add" else days.discard)(row["day"])

    def works(self, control_id: str, at: datetime) -> bool | None:
        """Whether the control point works at the instant; None if the tables do not know."""
        point = self.points[control_id]
        notices = [
            row
            for row in self.closures
            if row["crossing_id"] == point["crossing_id"]
            and row["mode"] == point["mode"]
            and row["side"] in ("", point["side"])
        ]
        if any(instant(r["starts"], r["tz"]) <= at < instant(r["ends"], r["tz"], end=True) for r in notices):
            return False
        row = self._speaking(point, at)
        if row is None:
            return None
        rules = row["hours"].split("; ")
        if rules[-1] == "PH off" or (not row["hours"] and row["holiday_calendar"] != "none"):
            for part in row["holiday_calendar"].split("+"):
                day = at.astimezone(ZoneInfo(HOLIDAY_ZONES[part])).date().isoformat()
                settled = any(
                    r["settles_from"] <= day <= r["settles_to"] for r in notices if r["settles_from"]
                )
                if day in self.holidays[part] and not settled:
                    return False
        if not row["hours"]:
            return None
        return self._by_rules(
            [rule for rule in rules if rule != "PH off"], at.astimezone(ZoneInfo(row["tz"]))
        )

    def _speaking(self, point: dict[str, str], at: datetime) -> dict[str, str] | None:
        key = ("crossing_id", "side", "mode")
        side = [row for row in self.schedules if all(row[k] == point[k] for k in key)]
        mine = [row for row in side if row["control_id"] == point["control_id"]] or [
            r for r in side if not r["control_id"]
        ]
        begun = [r for r in mine if not r["valid_from"] or instant(r["valid_from"], r["tz"]) <= at]
        valid = [r for r in begun if not r["valid_to"] or at < instant(r["valid_to"], r["tz"], end=True)]
        if valid:
            return valid[0]
        known = [row for row in begun if row["hours"]]  # run out: the last known hours go on
        return max(known, key=lambda row: row["valid_from"], default=None)

    @staticmethod
    def _by_rules(rules: list[str], local: datetime) -> bool:
        is_open = False
        for rule in rules:
            if rule in ("24/7", "off"):
                is_open = rule == "24/7"
                continue
            found = RULE.match(rule)
            assert found, rule
            first_month, last_month, first_day, last_day, spans = found.groups()
            if first_month:
                a, b = MONTHS.index(first_month), MONTHS.index(last_month)
                month = local.month - 1
                if not (a <= month <= b if a <= b else month >= a or month <= b):
                    continue
            if first_day and not WEEKDAYS.index(first_day) <= local.weekday() <= WEEKDAYS.index(last_day):
                continue
            clock = f"{local:%H:%M}"
            is_open = any(
                start <= clock < end for start, end in (span.split("-") for span in spans.split(","))
            )
        return is_open
