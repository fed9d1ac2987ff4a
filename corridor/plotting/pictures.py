"""Charts as pictures for slides and documents. Letters come from the fonts of the system."""

from functools import cache
from importlib.util import find_spec
from typing import Final

from corridor.errors import OutputError

_MOST_SCALE: Final = 10
_FAMILIES: Final = (
    *("Arial", "Noto Sans", "Liberation Sans", "DejaVu Sans", "Helvetica", "Segoe UI"),
    *("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"),
)
"""What `sans-serif` may stand for, since the renderer asks no system: the first one that is there."""
_PROBE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30" width="30" height="30">'
    '<text x="5" y="22" font-family="sans-serif" font-size="18">{text}</text></svg>'
)


def chart_png(svg: str, scale: float = 2) -> bytes:
    """Return an SVG file as PNG, `scale` pixels to each of its own.

    Raises:
        OutputError: The extra `png` is not installed, there is no font, or the scale or the SVG cannot be drawn.
    """
    if not 0 < scale <= _MOST_SCALE:
        raise OutputError(
            f"scale {scale} is not above 0 and up to {_MOST_SCALE}", hint="2 is sharp on slides"
        )
    _require_renderer()
    if not _sans_serif():
        raise OutputError(
            "no font is found to draw letters with", hint="install one such as DejaVu Sans, or take the SVG"
        )
    try:
        return _drawn(svg, _sans_serif(), scale)
    except ValueError as error:
        raise OutputError(f"the chart cannot be drawn: {error}", hint="take the SVG") from None


def draws_chinese() -> bool:
    """Whether the system has a font for Chinese; without one its letters are boxes, or missing.

    Raises:
        OutputError: The extra `png` is not installed.
    """
    _require_renderer()
    return len({_drawn(_PROBE.format(text=text), _sans_serif()) for text in ("", "中", "文")}) == 3


def _require_renderer() -> None:
    if find_spec("resvg_py") is None:
        raise OutputError(
            "pictures need the package resvg-py, which is not installed",
            hint="pip install 'corridor[png]', or take the SVG",
        )


@cache
def _sans_serif() -> str:
    """Return the family that `sans-serif` stands for; blank if there is none."""
    for family in _FAMILIES:
        blank, letter = (_drawn(_PROBE.format(text=text), family) for text in ("", "A"))
        if letter != blank:
            return family
    return ""


def _drawn(svg: str, sans_serif: str, scale: float = 1) -> bytes:
    import resvg_py  # noqa: PLC0415 - an extra

    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, zoom=scale, background="#ffffff", sans_serif_family=sans_serif
    )
    return bytes(drawn)
