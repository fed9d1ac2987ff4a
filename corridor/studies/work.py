"""The work of one chunk of a study: its shipments under all scenarios become rows, figures and tallies."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from corridor.model.shipment import Shipment
from corridor.studies import blocks, figures
from corridor.studies.bench import Bench
from corridor.studies.cases import Case, Listing, cases
from corridor.studies.changed import greatest, most_changed
from corridor.studies.counting import Count
from corridor.studies.digest import Digest, Text
from corridor.studies.rows import Rows
from corridor.studies.schema import schema
from corridor.studies.trips import Trip, trip_of

_HOUR_S = 3600


def work(bench: Bench, shipments: Sequence[Shipment]) -> tuple[pa.Table, Digest]:
    """Return rows of results, and all else that is kept; shipments that ask the same are worked out once."""
    asked: dict[Trip, list[int]] = {}
    for i, shipment in enumerate(shipments):
        asked.setdefault(trip_of(shipment), []).append(i)
    by_shipment: dict[int, tuple[Case, list[figures.Row]]] = {}
    count, changed = Count(bench), []
    for case, members in zip(cases(bench, list(asked)), asked.values(), strict=True):
        count.add(case, sum(shipments[i].trucks for i in members))
        changed += most_changed(bench, case, shipments[members[0]])
        exact = [_figures(bench, case, scenario) for scenario in range(len(case.listings))]
        by_shipment.update((i, (case, exact)) for i in members)
    count.finish()
    found = [by_shipment[i] for i in range(len(shipments))]
    table = _table(bench, shipments, [case for case, _ in found])
    rows = [
        [_with_trucks(row, shipment) for row in exact]
        for shipment, (_, exact) in zip(shipments, found, strict=True)
    ]
    texts = [[_text(listing) for listing in case.listings] for case, _ in found]
    return table, Digest.of(
        np.array(rows), texts, greatest(changed), count.tally, count.days, count.week, len(table)
    )


def _table(bench: Bench, shipments: Sequence[Shipment], found: Sequence[Case]) -> pa.Table:
    study = bench.study
    block_of = blocks.pieces if study.rows == "pieces" else blocks.departures
    rows = Rows(schema(study.rows))
    for shipment, case in zip(shipments, found, strict=True):
        for number, scenario in enumerate(study.scenarios):
            block = block_of(case, number)
            rows.add(
                shipment, scenario.name, block.ways, block.way, block.numbers, (block.status, block.kinds)
            )
    return rows.table()


def _figures(bench: Bench, case: Case, scenario: int) -> figures.Row:
    listing = case.listings[scenario]
    row = figures.row(listing.profile, case.profile_against(scenario), bench.crossing_of)
    if listing.sampled_s is not None:
        for name, sampled_s in zip(("sampled_p50_s", "sampled_p90_s"), listing.sampled_s.T, strict=True):
            known = sampled_s[sampled_s >= 0]
            row[figures.AT[name]] = known.mean() if len(known) else np.nan
    return row


def _with_trucks(row: figures.Row, shipment: Shipment) -> figures.Row:
    """Return a trip's figures with the truck-hours that the shipment's trucks save in a year."""
    row = row.copy()
    a_year = shipment.trucks_per_year
    saved_s = row[figures.AT["saving_mean_s"]]
    row[figures.AT["truck_hours_saved"]] = np.nan if a_year is None else a_year * saved_s / _HOUR_S
    return row


def _text(listing: Listing) -> Text:
    answer = listing.answer
    ways, waits = figures.words(answer.profile) if answer.status == "answered" else ({}, {})
    return Text(answer.status, answer.reason, tuple(ways.items()), tuple(waits.items()))
