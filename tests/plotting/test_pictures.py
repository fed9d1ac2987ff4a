"""Charts as pictures."""

import struct

import pytest

from corridor.errors import OutputError
from corridor.plotting import pictures
from corridor.plotting.pictures import chart_png, draws_chinese

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">{}</svg>'


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_picture_is_as_much_larger_as_asked() -> None:
    assert size(chart_png(SVG.format(""), 1)) == (40, 20)
    assert size(chart_png(SVG.format(""), 2.5)) == (100, 50)


@pytest.mark.parametrize("family", ["No Such Font, sans-serif", "sans-serif"])
def test_letters_are_drawn_with_whatever_font_the_system_has(family: str) -> None:
    ink = f'<text x="2" y="15" font-family="{family}" font-size="13">A</text>'
    assert chart_png(SVG.format(ink)) != chart_png(SVG.format(""))
    assert chart_png(SVG.format(ink)) == chart_png(SVG.format(ink))


def test_a_system_without_fonts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_sans_serif", lambda: "")
    with pytest.raises(OutputError, match="no font"):
        chart_png(SVG.format(""))


@pytest.mark.parametrize(("shows", "told"), [({"": b"", "中": b"1", "文": b"2"}, True), ({"": b"", "中": b"1", "文": b"1"}, False), ({"": b"", "中": b"", "文": b""}, False)])  # fmt: skip
def test_chinese_is_drawn_if_its_letters_differ(monkeypatch: pytest.MonkeyPatch, shows: dict[str, bytes], told: bool) -> None:  # noqa: FBT001 # fmt: skip
    def drawn(svg: str, _family: str) -> bytes:
        return shows[svg.partition('18">')[2].partition("<")[0]]

    monkeypatch.setattr(pictures, "_sans_serif", lambda: "Any")
    monkeypatch.setattr(pictures, "_drawn", drawn)
    assert draws_chinese() is told


@pytest.mark.parametrize("scale", [0, -1, 11, float("nan")])
def test_a_scale_that_is_none_is_refused(scale: float) -> None:
    with pytest.raises(OutputError, match="scale"):
        chart_png(SVG.format(""), scale)


def test_what_is_no_chart_is_refused() -> None:
    with pytest.raises(OutputError, match="cannot be drawn"):
        chart_png("<svg")


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda _name: None)
    with pytest.raises(OutputError, match="resvg-py") as caught:
        chart_png(SVG.format(""))
    assert "corridor[png]" in caught.value.hint
