"""Small networks and crews in seconds, and a brute force that moves a truck second by second.

The brute force knows no labels, no dominance and no arrival functions: at every second a truck drives on, works on, or
stands. It stands where it cannot go on, and stops for as long as a rule asks: where a stop is due, before a port or a ban
at which it would stand anyway, or if `freely`, anywhere. A stop is what it was long enough for when it ends. A truck that may
not stand beside the road stops wherever there is parking, and standing anywhere else is nothing.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from networks import HORIZON, Section

from corridor.operations.crew_clock import CrewClock
from corridor.operations.fortnight import FortnightRule
from corridor.operations.rest_rules import BreakRule, RestRule

TOO_MANY = 500
"""Trucks that may be anywhere: more of them take the test too long."""
NOT_TOLD = -1
WEEK_BEGINS = 3
FREE = "free"
"""The country in which no rule holds."""


@dataclass(frozen=True)
class Rules:
    """A crew's rules as plain numbers; 0 stands for none. On roads that begin at one of the `free` nodes none holds.

    Who may not stand beside the road, `roadside`, may at all nodes but those with `no_parking`.
    """

    drive: int = 0
    break_: int = 0
    day_drive: int = 0
    rest: int = 0
    day: int = 0
    long_drive: int = 0
    long_days: int = 0
    short_rest: int = 0
    short_rests: int = 0
    week_drive: int = 0
    week_rest: int = 0
    week: int = 0
    fortnight: int = 0
    calendar_week: int = 0
    free: frozenset[str] = frozenset()
    roadside: bool = True
    no_parking: frozenset[str] = frozenset()

    def clock(self) -> CrewClock:
        breaks = BreakRule(drive_s=self.drive, break_s=self.break_) if self.drive else None
        weekly = {"week_drive_s": self.week_drive, "week_rest_s": self.week_rest, "week_s": self.week}
        rest = RestRule(
            drive_s=self.day_drive,
            rest_s=self.rest,
            day_s=self.day,
            long_drive_s=self.long_drive,
            long_days=self.long_days,
            short_rest_s=self.short_rest,
            short_rests=self.short_rests,
            **(weekly if self.week else {}),
        )
        return CrewClock(
            {FREE: None},
            other_break=breaks,
            rest=rest if self.day_drive else None,
            rest_in={FREE: False},
        )

    def of_two_weeks(self) -> FortnightRule | None:
        """Return the rule of two calendar weeks; the first one begins at 3."""
        if not self.fortnight:
            return None
        return FortnightRule(drive_s=self.fortnight, week_s=self.calendar_week, begins_at=WEEK_BEGINS)

    def country(self, node: str) -> str:
        """Return the country of a node: one without rules, or the other."""
        return FREE if node in self.free else "ruled"


@dataclass(frozen=True)
class Truck:
    """Where a truck is at one second, and what its crew has behind it.

    `done` seconds of `section` (None: at `node`) are done; it has been standing for `stood` seconds in a row, and a stop
    that it has begun goes on for `stop_left`. `limit` is what may be driven today, which is decided when the day begins.
    """

    node: str
    section: Section | None
    done: int
    stood: int
    stop_left: int
    since_break: int
    today: int
    limit: int
    rested_at: int
    week: int
    week_rested_at: int
    longs: int
    shorts: int
    week_before: int = 0
    this_week: int = 0


def brute_arrival(
    sections: Sequence[Section],
    rules: Rules,
    trip: tuple[str, str],
    at: int,
    until: int,
    *,
    freely: bool = False,
) -> int | None:
    """Return the first second at which a truck that leaves at `at` can be at the goal; None if not before `until`."""
    start, goal = trip
    for now, trucks in _moved(sections, rules, start, at, until, freely=freely):
        if any(truck.section is None and truck.node == goal for truck in trucks):
            return now
        if len(trucks) > TOO_MANY:
            return NOT_TOLD
    return None


Point = tuple[Section, int]
"""So many seconds into a section."""


def brute_everywhere(
    sections: Sequence[Section], rules: Rules, start: str, at: int, until: int
) -> tuple[dict[str, int], dict[Point, int]] | None:
    """Return the first second before `until` at which a truck can be at each node, and within each road; None if not told."""
    nodes: dict[str, int] = {}
    points: dict[Point, int] = {}
    for now, trucks in _moved(sections, rules, start, at, until, freely=False):
        if len(trucks) > TOO_MANY:
            return None
        for truck in trucks:
            if truck.section is None:
                nodes.setdefault(truck.node, now)
            elif truck.section.is_drive and truck.done:
                points.setdefault((truck.section, truck.done), now)
    return nodes, points


def _moved(
    sections: Sequence[Section], rules: Rules, start: str, at: int, until: int, *, freely: bool
) -> Iterator[tuple[int, set[Truck]]]:
    """Yield all places and states that the truck can be in, second by second."""
    out: dict[str, list[Section]] = {}
    for section in sections:
        out.setdefault(section.tail, []).append(section)
    fresh = Truck(start, None, 0, 0, 0, 0, 0, rules.day_drive, at, 0, at, 0, 0)
    trucks = {fresh, *_long(fresh, rules)}
    for now in range(at, until):
        yield now, trucks
        chosen = {
            replace(truck, section=section)
            for truck in trucks
            if truck.section is None
            for section in out.get(truck.node, [])
        }
        trucks = {onward for truck in trucks | chosen for onward in _second(truck, rules, now, freely=freely)}


def _second(truck: Truck, rules: Rules, now: int, *, freely: bool) -> set[Truck]:
    """Return the truck a second later, for all that it may do."""
    section, longest = truck.section, max(rules.rest, rules.week_rest, rules.break_)
    week_left = _left_of_week(rules, now)
    if rules.fortnight and week_left == rules.calendar_week:
        truck = replace(truck, week_before=truck.this_week, this_week=0)
    may_stand = section is not None and _may_stand(section, truck.done, rules)
    stood = min(truck.stood + 1, longest) if may_stand else 0
    stands = replace(truck, stood=stood, stop_left=max(truck.stop_left - 1, 0))
    if truck.stop_left:
        return {stands}
    if section is None:
        return set()
    lengths = {rules.break_, rules.rest, rules.short_rest, rules.week_rest} - {0}
    if rules.fortnight:
        lengths |= {week_left, week_left + rules.calendar_week}
    # Work once begun is gone on with.
    may_stop = may_stand and not truck.stood and (section.is_drive or not truck.done)
    stops = {replace(stands, stop_left=length - 1) for length in lengths} if may_stop else set[Truck]()
    if not truck.done:
        goes = _admits(section, now)
    else:
        goes = section.admission != "resumes" or _is_open(section, now)
    if not goes:
        return {stands, *stops}
    is_due = section.is_drive and not any(
        _may_drive(each, rules, now) for each in _credited(truck, now, rules)
    )
    is_interrupted = not section.is_drive and section.through(now) != now + section.duration
    found = stops if is_due or is_interrupted or freely or not rules.roadside else set()
    for credited in _credited(truck, now, rules):
        if section.is_drive and not _may_drive(credited, rules, now):
            continue
        drives = int(section.is_drive)
        moved = replace(
            credited,
            done=credited.done + 1,
            stood=0,
            since_break=credited.since_break + drives,
            today=credited.today + drives,
            week=credited.week + drives,
            this_week=credited.this_week + drives,
        )
        if moved.done == section.duration:
            moved = replace(moved, node=section.head, section=None, done=0)
        found.add(moved)
    return found


def _may_stand(section: Section, done: int, rules: Rules) -> bool:
    """Whether standing counts: on a drive anywhere, or only before it begins, and before a port and in it, if there is parking."""
    if section.is_drive and rules.roadside:
        return True
    return section.tail not in rules.no_parking and not (section.is_drive and done)


def _left_of_week(rules: Rules, now: int) -> int:
    return rules.calendar_week - (now - WEEK_BEGINS) % rules.calendar_week if rules.fortnight else 0


def _is_open(section: Section, now: int) -> bool:
    return section.opening is None or any(a <= now < b for a, b in section.opening)


def _admits(section: Section, now: int) -> bool:
    need = section.duration if section.admission == "finish_by_close" else 0
    return all(_is_open(section, now + i) for i in range(max(need, section.cutoff + 1)))


def _credited(truck: Truck, now: int, rules: Rules) -> set[Truck]:
    """Return what the stop that ends now may count for."""
    found = {truck}
    if rules.drive and truck.stood >= rules.break_:
        found = {replace(truck, since_break=0)}
    if not rules.day_drive:
        return found
    begun = replace(truck, since_break=0, today=0, limit=rules.day_drive, rested_at=now)
    if truck.stood >= rules.rest:
        if rules.week and truck.stood >= rules.week_rest:
            begun = replace(begun, week=0, week_rested_at=now, longs=0, shorts=0)
        return {begun, *_long(begun, rules)}
    if truck.shorts < rules.short_rests and truck.stood >= rules.short_rest:
        begun = replace(begun, shorts=truck.shorts + 1)
        found |= {begun, *_long(begun, rules)}
    return found


def _long(truck: Truck, rules: Rules) -> set[Truck]:
    """Return the same truck if the day that begins is to be long."""
    if truck.longs >= rules.long_days:
        return set()
    return {replace(truck, limit=rules.long_drive, longs=truck.longs + 1)}


def _may_drive(truck: Truck, rules: Rules, now: int) -> bool:
    if truck.section is not None and truck.section.tail in rules.free:
        return True
    if rules.drive and truck.since_break >= rules.drive:
        return False
    if not rules.day_drive:
        return True
    shortest = rules.short_rest if truck.shorts < rules.short_rests else rules.rest
    if truck.today >= truck.limit or now >= truck.rested_at + rules.day - shortest:
        return False
    if rules.fortnight and truck.week_before + truck.this_week >= rules.fortnight:
        return False
    return not rules.week or (truck.week < rules.week_drive and now < truck.week_rested_at + rules.week)


def random_rules(rng: random.Random, nodes: Sequence[str]) -> Rules:
    """Return rules of which each sort is there in some cases."""
    rules = Rules(free=frozenset(rng.sample(nodes, rng.randint(0, 2))) if rng.random() < 0.3 else frozenset())
    if rng.random() < 0.7:
        rules = replace(rules, drive=rng.randint(2, 5), break_=rng.randint(1, 2))
    if rng.random() < 0.8:
        day_drive, rest = rng.randint(3, 7), rng.randint(3, 5)
        rules = replace(rules, day_drive=day_drive, rest=rest, day=day_drive + rest + rng.randint(1, 6))
        if rng.random() < 0.3:
            rules = replace(rules, long_drive=day_drive + rng.randint(1, 2), long_days=rng.randint(1, 2))
        if rng.random() < 0.3:
            rules = replace(rules, short_rest=rest - 1, short_rests=rng.randint(1, 2))
        if rng.random() < 0.3:
            week_drive, week_rest = rng.randint(day_drive, 2 * day_drive), rest + rng.randint(1, 3)
            rules = replace(rules, week_drive=week_drive, week_rest=week_rest, week=rng.randint(15, 30))
    return rules


def with_two_weeks(rules: Rules, rng: random.Random) -> Rules:
    """Return rules of which one counts the driving of two weeks, and binds now and then."""
    if not rules.day_drive:
        return rules
    length = rng.randint(6, 16)
    return replace(rules, calendar_week=length, fortnight=rng.randint(3, min(12, 2 * length - 1)))


def random_sections(rng: random.Random) -> tuple[list[str], list[Section]]:
    """Return nodes and sections: roads, some under bans, and ports, none of which follows another one directly."""
    nodes = [chr(ord("a") + i) for i in range(rng.randint(3, 5))]
    sections = []
    for _ in range(rng.randint(len(nodes), 2 * len(nodes) + 1)):
        tail, head = rng.sample(nodes, 2)
        kind = rng.choice(("road", "road", "ban", "port"))
        duration = rng.randint(1, 7) if kind != "port" else rng.randint(1, 3)
        cuts = sorted(rng.sample(range(HORIZON), 2 * rng.randint(1, 3)))
        opening = tuple(zip(cuts[::2], cuts[1::2], strict=True))
        if kind == "road":
            sections.append(Section(tail, head, duration, is_drive=True))
        elif kind == "ban":
            allowed = tuple(
                (a, b) for a, b in zip((0, *cuts[1::2]), (*cuts[::2], 10 * HORIZON), strict=True) if a < b
            )
            sections.append(Section(tail, head, duration, allowed, is_drive=True))
        else:
            gate = f"{tail}{head}{len(sections)}"
            admission = rng.choice(("resumes", "start_by_close", "finish_by_close"))
            cutoff = rng.choice((0, 0, 1))
            sections.append(Section(tail, gate, duration, opening, admission, cutoff))
            sections.append(Section(gate, head, rng.randint(1, 3), is_drive=True))
    return nodes, sections
