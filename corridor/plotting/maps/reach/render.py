"""The page of a truck's reach as HTML."""

from corridor.plotting.document import compose
from corridor.plotting.maps.ground import ground
from corridor.plotting.maps.reach.page import ReachMapPage
from corridor.plotting.maps.reach.scene import STEP_S, scene, steps
from corridor.plotting.maps.reach.summary import limits_table, places_table
from corridor.plotting.style import GAIN_STYLE, STAND_SYMBOLS, reach_style
from corridor.plotting.web_map import map_block
from corridor.plotting.words import Words


def render(page: ReachMapPage) -> str:
    """Return the page as one complete HTML document; equal pages give equal bytes."""
    words = Words(page.lang)
    results = page.reaches.results
    # A layer for each scenario, and one for what each adds to the first.
    block = map_block("reach", scene(page, words), words, on=ground(page, words), groups=2 * len(results) - 1)
    kinds = {kind for result in results for stand in result.reach.stands for kind, _ in stand.doing}
    return compose(
        "reach.html",
        page,
        block,
        styles=("page.css", "reach.css"),
        map_element=block.element,
        steps=steps(page),
        begin=min(page.begin_s // STEP_S, steps(page)),
        marks=[
            {"step": limit_s // STEP_S, "name": words.duration(limit_s)}
            for limit_s in results[0].reach.limits_s
        ],
        only=_only(page, words),
        scenarios=[
            {"number": index + 1, "title": result.scenario.title, "style": reach_style(index)}
            for index, result in enumerate(results)
        ],
        gain=GAIN_STYLE,
        symbols=[symbol for kind, symbol in STAND_SYMBOLS.items() if kind in kinds],
        limits=limits_table(page, words),
        places=places_table(page, words),
    )


def _only(page: ReachMapPage, words: Words) -> str:
    """Return what the band of the gains says."""
    others = page.reaches.results[1:]
    if len(others) == 1:
        return words("only under {scenario}", scenario=others[0].scenario.title)
    return words("only under a later scenario than the first")
