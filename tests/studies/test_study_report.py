"""The report of a study: its figures are those of the comparison, and no text in it does anything."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import openpyxl
import pytest
import two_passes
from minimal_dataset import write_minimal
from pages import HOSTILE, Parsed, addresses, content_hash
from two_passes import Finished

from corridor.cli.session import Session
from corridor.cli.study_report import StudyReport
from corridor.dataset.notices import Finding
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId
from corridor.model.provenance import Notice
from corridor.model.scenario import Changed, Scenario
from corridor.model.shipment import Shipment
from corridor.model.study import Study
from corridor.model.study_summary import Leaning, ScenarioInputs, StudySummary, UndoneDay
from corridor.plotting import catalogue
from corridor.plotting.catalogue import Text
from corridor.plotting.charts.verdicts import difference
from corridor.plotting.reports.study.cards import cards
from corridor.plotting.reports.study.charts import port_chart
from corridor.plotting.reports.study.departures import changes
from corridor.plotting.reports.study.page import part
from corridor.plotting.reports.study.render import render
from corridor.plotting.reports.study.tables import remarks
from corridor.plotting.words import Words
from corridor.studies import run

NAMES = ("report.html", "report.xlsx")
REFUSED = Finding("unknown-name", "error", "a.csv", 4, "origin", "no place is called 'x'", "", "B-7")
Reporter = Callable[..., StudyReport]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session(write_minimal(tmp_path_factory.mktemp("data")), ("batch", "shipments.csv"))


@pytest.fixture(scope="module")
def reporter(session: Session) -> Reporter:
    def made(study: Study, summary: StudySummary, out: Path, *findings: Finding) -> StudyReport:
        names = ("results.parquet", "summary.csv")
        return StudyReport(session, study, summary, findings, out, names, len(findings))

    return made


@pytest.fixture(scope="module")
def report(hourly: Finished, reporter: Reporter) -> StudyReport:
    made = reporter(hourly.study, hourly.summary, hourly.out, REFUSED)
    made.write("en")
    return made


@pytest.fixture(scope="module")
def html(report: StudyReport) -> str:
    return (report.folder / NAMES[0]).read_text("utf-8")


@pytest.fixture(scope="module")
def tags(html: str) -> set[str]:
    """The tags that the page has whatever its texts are."""
    return {tag for tag, _ in Parsed(html).tags}


@pytest.fixture(scope="module")
def book(report: StudyReport) -> openpyxl.Workbook:
    return openpyxl.load_workbook(report.folder / NAMES[1])


def rows_of(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_the_workbook_has_every_sheet_with_its_heading_in_sight(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "Verdict", "Lanes", "Scenarios", "Ports", "Weekday x hour", "Weekdays", "Hours", "Months", "Days undone",
        "Ten departures", "Inputs", "Not answered", "Notices", "Made with",
    ]  # fmt: skip
    for sheet in book:
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref, sheet.title
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_lanes_of_the_workbook_are_those_of_the_summary_file(
    hourly: Finished, book: openpyxl.Workbook
) -> None:
    told = list(csv.DictReader(io.StringIO((hourly.out / "summary.csv").read_text("utf-8-sig"))))
    rows = rows_of(book, "Lanes")
    assert len(rows) == len(told)
    same = {
        "Door to door mean (h)": "mean_h", "Door to door P50 (h)": "p50_h", "Door to door P90 (h)": "p90_h",
        "Door to door max (h)": "max_h", "Waiting mean (h)": "wait_mean_h", "Waiting P90 (h)": "wait_p90_h",
        "Saved mean (h)": "saving_mean_h", "Most saved (h)": "saving_most_h", "Waiting saved (h)": "wait_saving_mean_h",
        "Gain": "share_gain", "Lose": "share_lose", "Another way": "share_reroute",
        "Truck-hours saved a year": "truck_hours_saved", "TFI1: to clear a crossing (h)": "clear_crossing_h",
        "TFI4: SWD (km/h)": "speed_with_delay_kmh", "TFI4: SWOD (km/h)": "speed_without_delay_kmh",
    }  # fmt: skip
    for row, other in zip(rows, told, strict=True):
        assert (row["Shipment"], row["Scenario"]) == (other["shipment"], other["scenario"])
        assert row["TFI2: cost of a crossing (not modelled)"] is None
        for title, column in same.items():
            expected = float(other[column]) if other[column] else None
            assert row[title] == pytest.approx(expected, abs=1e-4), (row["Shipment"], title)


def test_groups_of_the_workbook_are_those_of_the_rows(hourly: Finished, book: openpyxl.Workbook) -> None:
    rows = hourly.rows[(hourly.rows.scenario == "open") & hourly.rows.saving_s.notna()]
    told = next(
        row for row in rows_of(book, "Hours") if (row["Hour of leaving"], row["Scenario"]) == (19, "open")
    )
    own = rows[rows.hour == 19]
    assert told["Saved mean (h)"] == pytest.approx(
        (own.saving_s * own.trucks).sum() / own.trucks.sum() / 3600
    )
    cells = next(
        r
        for r in rows_of(book, "Weekday x hour")
        if (r["Scenario"], r["Figure"], r["Weekday"]) == ("open", "saved", "Wed")
    )
    cell = own[own.weekday == 3]
    assert cells["19:00 (h)"] == pytest.approx((cell.saving_s * cell.trucks).sum() / cell.trucks.sum() / 3600)
    ports = rows_of(book, "Ports")
    waits = sum(
        row["Waiting there per departure of the study (h)"] for row in ports if row["Scenario"] == "limited"
    )
    assert waits == pytest.approx((hourly.summary.total.outcomes[0].wait.mean_s or 0) / 3600)  # fmt: skip


def test_rows_without_an_answer_are_told_in_both(html: str, book: openpyxl.Workbook) -> None:
    told = [(row["What"], row["Shipment"]) for row in rows_of(book, "Not answered")]
    assert told[0] == ("refused row", "B-7")
    assert ("failed", "e-strangers") in told
    assert told.count(("no way", "e-never")) == 3
    assert {"B-7", "e-strangers", "e-never", "a.csv:4:origin"} <= set(Parsed(html).texts)


def test_the_page_tells_the_figures_of_the_comparison(hourly: Finished, html: str) -> None:
    said, words = Parsed(html).said, Words()
    for outcome in hourly.summary.total.outcomes:
        for figures in (outcome.duration, outcome.wait):
            assert words.duration(figures.mean_s or 0) in said
            assert words.duration(figures.p90_s or 0) in said
        if outcome.saving:
            assert difference(words, -(outcome.saving.mean_s or 0)) in said
            assert part(outcome.saving.share_gain) in said
    for each in hourly.summary.shipments:
        for found in each.outcomes:
            assert words.duration(found.outcome.duration.mean_s or 0) in said
            if found.indicators:
                assert f"{found.indicators.speed_with_delay_kmh:,.1f}" in said
    for port in hourly.summary.waiting:
        assert all(words.duration(seconds) in said for seconds in port.mean_s)
    for changed in hourly.summary.changed:
        assert words.clock(changed.depart_at, changed.tz) in said
        assert words.duration(abs(changed.saving_s)) in said
    assert f"{hourly.summary.truck_hours_saved[1]:,.0f}, of 2 of 8 shipments" in said


def test_the_page_is_well_formed_and_asks_for_nothing(html: str) -> None:
    html5lib.HTMLParser(strict=True).parse(html)
    parsed = Parsed(html)
    assert all(address.startswith(("data:", "#", "./")) for address in addresses(html))
    assert parsed.policy["default-src"] == ["'none'"]
    assert parsed.policy["script-src"] == ["'none'"]
    assert parsed.policy["style-src"] == [content_hash(style) for style in parsed.blocks["style"]]
    ids = [value for _, name, value in parsed.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {value[1:] for _, name, value in parsed.attributes if name == "href" and value[0] == "#"} <= set(
        ids
    )
    assert html.count('<figure class="chart">') == html.count("The same in figures</summary>")  # fmt: skip


def filled(study: Study, text: str) -> Study:
    first, *others = study.shipments
    shipments = (replace(first, shipment_id=text, commodity=text, note=text), *others)
    scenarios = tuple(
        replace(each, title=f"{text} {i}", description=text) for i, each in enumerate(study.scenarios)
    )
    return replace(study, title=text, shipments=shipments, scenarios=scenarios)


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "@SUM(A1)", "-2+3", "\t=1"], ids=range(len(HOSTILE) + 4))
def test_hostile_texts_are_shown_letter_for_letter_and_do_nothing(
    text: str, hourly: Finished, tags: set[str], reporter: Reporter, tmp_path: Path
) -> None:
    study = filled(hourly.study, text)
    (tmp_path / "run.json").write_text('{"command": "corridor batch"}')
    reporter(study, with_texts(hourly.summary, study), tmp_path, replace(REFUSED, message=text, subject=text)).write("en")  # fmt: skip
    page = (tmp_path / NAMES[0]).read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    parsed = Parsed(page)
    assert {tag for tag, _ in parsed.tags} == tags
    assert not [name for _, name, _ in parsed.attributes if name == "style" or name.startswith("on")]
    assert parsed.said.count(text.strip()) > 5
    cells = [
        cell
        for sheet in openpyxl.load_workbook(tmp_path / NAMES[1])
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert sum(cell.value == text for cell in cells) > 8


def with_texts(summary: StudySummary, study: Study) -> StudySummary:
    """Return the comparison as it would be of a study with such texts, and with them wherever else data may put one."""
    text = study.title
    by_row = dict(
        zip((each.shipment.shipment_id for each in summary.shipments), study.shipments, strict=True)
    )
    shipments = [
        replace(
            each,
            shipment=by_row[each.shipment.shipment_id],
            outcomes=tuple(replace(found, reason=found.reason and text) for found in each.outcomes),
        )
        for each in summary.shipments
    ]
    change = Changed(subject=text, field=text, before=text, after=text)
    scenarios = [
        ScenarioInputs(scenario=scenario, changes=(*inputs.changes, change))
        for inputs, scenario in zip(summary.scenarios, study.scenarios, strict=True)
    ]
    day = UndoneDay(
        scenario="open", day="2026-02-16", mean_saving_s=0, typical_saving_s=60, mean_wait_s=3600, typical_wait_s=0,
        port="high-pass", reasons=(text,),
    )  # fmt: skip
    leaning = Leaning(
        code=text, severity="info", trips=1, notices=((Notice(text, text, "info", text, text), 1),)
    )
    return replace(
        summary,
        title=text,
        shipments=tuple(shipments),
        scenarios=tuple(scenarios),
        changed=tuple(replace(each, shipment_id=study.shipments[0].shipment_id) for each in summary.changed),
        undone_days=(day,),
        leanings=(leaning, *summary.leanings),
        failed=tuple((text, text) for _ in summary.failed),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_of_places_and_ports_do_nothing(text: str, tags: set[str], report: StudyReport) -> None:
    page = report.page(Words())
    made = render(
        replace(page, names=dict.fromkeys(page.names, text), question=((text, text),), files=(text,))
    )
    parsed = Parsed(made)
    assert {tag for tag, _ in parsed.tags} == tags
    assert all(address.startswith(("data:", "#", "./")) for address in addresses(made))
    assert text in parsed.said


def test_a_run_that_was_resumed_has_the_same_report(
    hourly: Finished, report: StudyReport, passes: Dataset, reporter: Reporter, tmp_path: Path
) -> None:
    before = [(report.folder / name).read_bytes() for name in NAMES]
    again = run(hourly.study, passes, hourly.out, resume=True, command="corridor batch --resume")
    assert again == hourly.summary
    (tmp_path / "run.json").write_bytes((hourly.out / "run.json").read_bytes())
    reporter(hourly.study, again, tmp_path, REFUSED).write("en")
    assert [(tmp_path / name).read_bytes() for name in NAMES] == before


def small(*shipments: Shipment, scenarios: tuple[Scenario, ...] = (), baseline: str = "limited") -> Study:
    chosen = scenarios or (two_passes.LIMITED, two_passes.OPEN)
    return two_passes.study(shipments, scenarios=chosen, baseline=baseline, every_s=4 * 3600)


NEVER = two_passes.shipment("n", avoid_crossings=frozenset({"high-pass", "low-pass"}))
ONE = two_passes.shipment("one", days=2)


@pytest.mark.parametrize(
    ("study", "says"),
    [
        (small(NEVER), ("no departure has a way", "There is no such day.", "No departure changed.")),
        (
            small(ONE, scenarios=(two_passes.OPEN,), baseline="open"),
            ("from door to door on average", "Mean hours from door to door by hour of leaving"),
        ),
        (small(ONE, baseline="open"), ("later than", "the others are compared with it")),
        (small(two_passes.shipment("d", depart_at=two_passes.MONDAY)), ("1 shipment on 1 lane, departures",)),
    ],
    ids=["no answers", "one scenario", "baseline last", "one trip"],
)
def test_small_studies_have_reports(
    study: Study, says: tuple[str, ...], passes: Dataset, reporter: Reporter, tmp_path: Path
) -> None:
    reporter(study, run(study, passes, tmp_path), tmp_path).write("en")
    page = (tmp_path / NAMES[0]).read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    said = Parsed(page).said
    assert all(text in said for text in says)
    assert "None" not in said
    assert "nan" not in said.split()


@pytest.mark.parametrize("lang", ["zh", "ru"])
def test_the_page_is_written_in_any_language(lang: str, report: StudyReport) -> None:
    html = render(report.page(Words(lang)))  # type: ignore[arg-type]
    assert f'<html lang="{lang}">' in html
    assert {"zh": "东城", "ru": "Восток"}[lang] in html


def test_of_very_many_rows_a_page_shows_some_and_says_so(report: StudyReport) -> None:
    page = report.page(Words())
    many = replace(page, refused=page.refused * 900)
    html = render(many)
    assert len(html.encode()) < 1_000_000
    assert "more rows are in findings.csv" in html


def test_ports_that_are_not_drawn_are_in_one_row_so_that_the_means_add_up(
    hourly: Finished, report: StudyReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corridor.plotting.reports.study.charts._MOST_PORTS", 1)
    words = Words()
    table = port_chart(report.page(words), words).table
    left = [each.mean_s for each in hourly.summary.waiting[1:] if any(each.mean_s)]
    assert table is not None
    name, *sums = table.rows[-1]
    assert (len(table.rows), name) == (2, f"{len(left)} other{'s' * (len(left) > 1)}")
    assert sums == [words.duration(sum(each)) for each in zip(*left, strict=True)]


def test_departures_that_waited_nowhere_before_are_told_in_english(report: StudyReport) -> None:
    words = Words()
    page = report.page(words)
    one = page.summary.changed[0]
    other_way = replace(
        one, before=replace(one.before, crossings=(CrossingId("elsewhere"),), wait_s=0, waits=())
    )
    told = changes(replace(page, summary=replace(page.summary, changed=(other_way,))), words)
    assert told[0].sentences[0].endswith("instead of going by elsewhere and waiting nowhere.")


def test_remarks_that_read_alike_are_told_once(report: StudyReport) -> None:
    alike = tuple(
        (Notice("q", "queue counted", "info", "yard", source), count)
        for source, count in (("a", 11), ("b", 4))
    )
    leaning = Leaning(code="q", severity="info", trips=15, notices=alike)
    page = report.page(Words())
    page = replace(page, summary=replace(page.summary, leanings=(leaning,)))
    assert remarks(page, Words())[0].table.rows == (("queue counted", "15"),)


def test_truck_hours_lost_have_the_sign_of_other_losses(report: StudyReport) -> None:
    page = report.page(Words())
    lost = tuple(-1234.0 for _ in page.titles)
    page = replace(page, summary=replace(page.summary, truck_hours_saved=lost))
    assert any(value.startswith("−1,234") for _, value in cards(page, Words())[1].facts)


def test_the_page_says_from_when_queues_are_counted(html: str) -> None:
    assert "from where these begin, which may be long before the window" in Parsed(html).said


def test_it_asks_for_no_text_that_translators_cannot_find(report: StudyReport, asked: set[Text]) -> None:
    render(report.page(Words()))
    assert len(asked) > 100
    assert asked <= catalogue.texts()
