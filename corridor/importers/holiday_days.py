"""Write the table `holiday_days.csv` of a dataset from the `holidays` package.

    python -m corridor.importers.holiday_days --data geodata

Every part of a holiday calendar that the dataset's schedules name gets a row per day, so that answers
do not change with the installed version of the package, and planners can see the days.
"""

import argparse
import csv
import io
from collections.abc import Sequence
from pathlib import Path

from corridor.calendars.holidays import holidays_version, library_days, require_calendar
from corridor.dataset.loading import load
from corridor.dataset.schema import HOLIDAY_DAYS

FIRST_YEAR, LAST_YEAR = 2018, 2032
SOURCE_ID = "holidays-package"


def holiday_days_csv(calendars: Sequence[str]) -> str:
    """Return the table for the parts of these calendars, sorted by part and day."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in HOLIDAY_DAYS.columns])
    parts = sorted({part for calendar in calendars for part in require_calendar(calendar)})
    for part in parts:
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            for day in sorted(library_days(part, year), key=lambda day: day.day):
                estimated = "yes" if day.estimated else "no"
                writer.writerow([part, day.day.isoformat(), day.name, estimated, SOURCE_ID])
    return out.getvalue()


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("geodata"), help="dataset folder")
    folder: Path = parser.parse_args().data
    calendars = sorted({row.holiday_calendar for row in load(folder).schedules})
    (folder / HOLIDAY_DAYS.file_name).write_text(holiday_days_csv(calendars), encoding="utf-8", newline="\n")
    print(f"wrote {folder / HOLIDAY_DAYS.file_name} from holidays {holidays_version()}")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
