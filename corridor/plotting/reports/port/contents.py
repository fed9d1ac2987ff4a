"""The parts of the report on a port, and what a reader has to know to read them."""

from corridor.plotting.reports.port.page import PortPage
from corridor.plotting.reports.sections import Section, files_section
from corridor.plotting.words import Words


def sections_of(page: PortPage, words: Words, *, has_weak: bool) -> list[Section]:
    """Return the parts in order; those that would be empty are left out."""
    change = Section(
        anchor="change",
        title=words("Before and after the change of hours"),
        lede=words(
            "Of a truck that comes at any moment of a week, each as likely as another: how long it waits until the "
            "control point opens. Exact, of the hours alone: closures, holidays and queues are left out."
        ),
    )
    weak = Section(
        anchor="weak",
        title=words("The weakest data"),
        lede=words(
            "Figures that nobody published as they are, the weakest first, and hours of low confidence."
        ),
    )
    return [
        Section(
            anchor="stands",
            title=words("How each side stands"),
            lede=words("Hours are on the clock of their side. PH are public holidays, off is closed."),
        ),
        Section(anchor="days", title=words("Open and closed, day by day")),
        Section(anchor="closures", title=words("Closures, from four months before to a year ahead")),
        *([change] if page.change else []),
        Section(anchor="years", title=words("Hours over the years")),
        Section(anchor="points", title=words("Control points, in the order of the way")),
        Section(
            anchor="clearance",
            title=words("Time of clearance"),
            lede=words(
                "Net is the work on one truck. Gross is a published mean that also holds waiting and queue: net times "
                "are derived from it, and it is never added. Rows that do not count are kept as facts."
            ),
        ),
        Section(anchor="flow", title=words("What passes: traffic, queue, capacity")),
        Section(anchor="roads", title=words("Roads to the port and between its control points")),
        *([weak] if has_weak else []),
        *files_section(page.files, words),
    ]
