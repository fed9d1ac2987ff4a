"""The report on a port as HTML."""

from corridor.plotting.document import Block, compose
from corridor.plotting.maps.ground import ground
from corridor.plotting.maps.network.looks import LAYERS, link_look, port_look
from corridor.plotting.maps.network.scene import scene
from corridor.plotting.maps.network.tables import Tables
from corridor.plotting.reports.port.cards import cards
from corridor.plotting.reports.port.charts import charts
from corridor.plotting.reports.port.contents import sections_of
from corridor.plotting.reports.port.page import PortPage
from corridor.plotting.reports.port.tables import PortTables
from corridor.plotting.reports.port.weak import weak_table
from corridor.plotting.reports.sections import ends
from corridor.plotting.style import LINK_STYLES, REGIME_SYMBOLS
from corridor.plotting.web_map import map_block
from corridor.plotting.words import Words


def render(page: PortPage) -> str:
    """Return the page as one complete HTML document; equal pages give equal bytes."""
    words = Words(page.lang)
    block = _map(page, words) if page.has_map else None
    weak = weak_table(page, words)
    sections = sections_of(page, words, has_weak=bool(weak.rows))
    looks = {link_look(item.link) for item in (*page.links, *page.strips)}
    ports = {port_look(port.report) for port in page.ports}
    return compose(
        "port_report.html",
        page,
        *([block] if block else []),
        styles=("page.css", "charts.css", "report.css"),
        map_element=block.element if block else None,
        sections={part.anchor: part for part in sections},
        contents=[*sections, *ends(page, words)],
        cards=cards(page, words),
        pictures={chart.chart_id: chart for chart in charts(page, words)},
        network=Tables(page, words),
        tables=PortTables(page, words),
        weak=weak,
        link_styles=[style for look, style in LINK_STYLES.items() if look in looks],
        symbols=[symbol for look, symbol in REGIME_SYMBOLS.items() if look in ports],
    )


def _map(page: PortPage, words: Words) -> Block:
    drawn = scene(page, words)
    # From west to east, since marks that would cover one another move eastwards; all of it, not the main roads alone.
    points = sorted(drawn["ports"], key=lambda port: port["at"][1])
    whole = {**drawn, "ports": points, "whole": True}
    return map_block("network", whole, words, on=ground(page, words), groups=len(LAYERS))
