"""The parts of the report on a study, and what its words mean."""

from corridor.plotting.reports.sections import Section
from corridor.plotting.reports.study.page import StudyPage
from corridor.plotting.words import Words


def sections(page: StudyPage, words: Words) -> list[Section]:
    """Return the parts in order."""
    every = words.duration(page.every_s)
    return [
        Section(
            anchor="scenarios",
            title=words("The scenarios"),
            lede=words(
                "Over all departures listed, one each {every} of every window; each counts as often as its shipment has trucks.",
                every=every,
            ),
        ),
        Section(
            anchor="lanes",
            title=words("Lanes"),
            lede=words(
                "Figures of a lane are of every second of its window, or with a crew of its grid. Change is the scenario "
                "less the baseline: − is sooner."
            ),
        ),
        Section(
            anchor="time",
            title=words("When to leave"),
            lede=words(
                "Weekdays, hours and months of leaving are on the working clock of each origin ({zones}).",
                zones=", ".join(
                    sorted({page.zones[each.shipment.query.origin] for each in page.summary.shipments})
                ),
            ),
        ),
        Section(
            anchor="ports",
            title=words("Ports by the waiting they cause"),
            lede=words(
                "Waiting is time before a closed port, under a driving ban or in a queue. The means count every departure, "
                "so that they add up over ports to the mean waiting of the scenario."
            ),
        ),
        Section(
            anchor="undone",
            title=words("Days that undo the gain"),
            lede=words(
                "Dates of leaving on which a scenario saves less than half of what it saves on the median date, while "
                "trucks wait at least an hour longer under it than on its median date: at a holiday or another closure."
            ),
        ),
        Section(
            anchor="departures",
            title=words("The departures that changed most"),
            lede=words("The ten of each scenario, one an origin and date at most, against the baseline."),
        ),
        Section(
            anchor="inputs",
            title=words("What changed in the inputs, and in the outputs"),
            lede=words(
                "A scenario is a set of changes to the data; nothing else differs between the answers. "
                "Opening hours are on the clock of the port's side; PH are public holidays."
            ),
        ),
        Section(
            anchor="carec",
            title=words("CAREC indicators"),
            lede=words(
                "TFI1 is the mean time to clear a border crossing, waits and queues included. TFI2 and TFI3 are costs: they are "
                "blank, since costs are not modelled. TFI4 is speed in km/h: SWD all km over all hours door to door, SWOD all "
                "km over the hours in motion. CAREC weighs its own samples of trucks; these are means over departures."
            ),
        ),
        Section(
            anchor="unanswered",
            title=words("Rows without an answer"),
            lede=words("They are in no figure of this report; none is left out silently."),
        ),
        Section(anchor="question", title=words("What was asked")),
        Section(
            anchor="leans-on",
            title=words("What this leans on"),
            lede=words(
                "The weakest data behind these figures, as remarks on {count} trips: of each lane the first and the last "
                "departure, under the baseline.",
                count=page.summary.trips_looked_at,
            ),
        ),
        Section(anchor="definitions", title=words("How to read the figures")),
        *([Section(anchor="files", title=words("Files of this study"))] if page.files else []),
    ]


def definitions(page: StudyPage, words: Words) -> list[tuple[str, str]]:
    """Return words of the report and what they mean."""
    return [
        (words("Lane"), words("An origin and a destination; each row of the table of shipments is one, with its trucks as weight.")),
        (words("Departure"), words("A truck that leaves at an instant. Listed are those each {every}; figures of lanes count every second.", every=words.duration(page.every_s))),
        (words("Door to door"), words("From leaving the origin to being at the destination: driving, waiting, queues, clearance, ferries, and rest if a crew is asked for. The way is always the one that arrives first under the scenario.")),
        (words("Waiting"), words("The part of it before closed ports, under driving bans and in queues; clearance work is not waiting.")),
        (words("Queues"), words("Counted where figures of traffic are known, from where these begin, which may be long before the window. Where a scenario lets in fewer than come, a queue grows for months and outlasts the figures: trucks then go round that port.")),
        (words("P50, P90"), words("Half, and nine in ten, of the departures take at most so long (nearest rank). Over several lanes to the minute, rounded down.")),
        (words("Mean"), words("Over departures with a way. Over several lanes each departure counts as often as its shipment has trucks; one if the table does not say.")),
        (words("Change"), words("The scenario less the baseline for the same departure, over departures that have a way under both: + is longer, − is shorter. More can be saved than was waited, as a shorter way opens.")),
        (words("Earlier, later"), words("Shares of departures that arrive at least a second earlier or later than under the baseline; the others arrive at the same second.")),
        (words("Truck-hours a year"), words("Trucks a year times the mean saving; only for shipments of which trucks a year are given.")),
        (words("Rounding"), words("Each figure is rounded by itself, to the minute: a difference may be a minute off that of the two figures beside it.")),
        (words("Clocks"), words("Each clock carries its zone. Weekdays, hours and dates of leaving are those of the origin's working clock.")),
    ]  # fmt: skip
