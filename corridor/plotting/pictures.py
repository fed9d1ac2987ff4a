"""Charts as pictures for slides and documents."""

from importlib.util import find_spec
from typing import Final

from corridor.errors import OutputError

_MOST_SCALE: Final = 10


def chart_png(svg: str, scale: float = 2) -> bytes:
    """Return an SVG file as PNG, `scale` pixels to each of its own; letters come from the fonts of the system.

    A letter that no font of the system has is left out or shown as a box: Chinese needs one such as Noto Sans CJK.

    Raises:
        OutputError: The extra `png` is not installed, or the scale or the SVG cannot be drawn.
    """
    if find_spec("resvg_py") is None:
        raise OutputError(
            "pictures need the package resvg-py, which is not installed",
            hint="pip install 'corridor[png]', or take the SVG",
        )
    import resvg_py  # noqa: PLC0415 - an extra

    if not 0 < scale <= _MOST_SCALE:
        raise OutputError(
            f"scale {scale} is not above 0 and up to {_MOST_SCALE}", hint="2 is sharp on most screens"
        )
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, background="#ffffff"))
    except ValueError as error:
        raise OutputError(f"the chart cannot be drawn: {error}", hint="take the SVG") from None
