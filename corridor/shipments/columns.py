"""The columns of a table of shipments, and the names by which people call them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from corridor.dataset.notices import Finding, RejectedError, found, near_miss, quoted
from corridor.model.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column. `also` are other names of it; case, spaces, hyphens and underscores do not matter."""

    name: str
    doc: str
    also: tuple[str, ...] = ()
    required: bool = False


FIELDS: Final = (
    Field(
        name="id",
        doc="name of the shipment, once in the table",
        required=True,
        also=("shipment", "shipment_id", "ref", "reference", "number", "no", "编号", "序号", "运单号", "订单号", "номер", "код", "заявка"),
    ),
    Field(
        name="origin",
        doc="place where the trip starts",
        required=True,
        also=("origin_place", "start", "from_place", "起点", "出发地", "始发地", "发货地", "起运地", "откуда", "пункт отправления", "место отправления", "город отправления"),
    ),
    Field(
        name="destination",
        doc="place where it ends",
        required=True,
        also=("destination_place", "dest", "end", "to_place", "终点", "目的地", "到达地", "收货地", "куда", "пункт назначения", "место назначения", "город назначения"),
    ),
    Field(
        name="depart",
        doc="the one departure, local to the origin",
        also=("departure", "depart_at", "departure_time", "出发时间", "发车时间", "启运时间", "отправление", "выезд", "время отправления", "дата отправления", "время выезда"),
    ),
    Field(
        name="arrive",
        doc="the latest arrival, local to the destination",
        also=("arrival", "arrive_by", "deadline", "due", "到达时间", "截止时间", "最迟到达", "送达期限", "прибытие", "срок", "крайний срок", "срок доставки"),
    ),
    Field(
        name="window_from",
        doc="first departure of a window, local to the origin",
        also=("window_start", "first_departure", "earliest", "from_date", "date_from", "开始日期", "起始日期", "最早出发", "дата с", "с даты", "начало периода"),
    ),
    Field(
        name="window_to",
        doc="last day of the window, inclusive, or the instant that ends it",
        also=("window_end", "last_departure", "latest", "to_date", "date_to", "until", "结束日期", "最晚出发", "дата по", "по дату", "конец периода"),
    ),
    Field(
        name="trucks",
        doc="how many trucks; weighs the lane against others",
        also=("truck_count", "vehicles", "车数", "车辆数", "卡车数", "машин", "число машин", "количество машин", "грузовиков"),
    ),
    Field(
        name="per_year",
        doc="trucks a year on the lane",
        also=("trucks_per_year", "yearly", "annual_trucks", "年车数", "每年车数", "в год", "машин в год"),
    ),
    Field(name="gross_t", doc="gross mass in tonnes", also=("gross", "gross_weight", "总重", "总质量", "полная масса", "масса брутто")),
    Field(name="payload_t", doc="load in tonnes", also=("payload", "load", "load_t", "载重", "净载重", "货重", "вес груза", "масса груза", "груз т")),
    Field(name="axle_t", doc="heaviest single axle in tonnes", also=("axle", "axle_load", "轴重", "轴载", "нагрузка на ось")),
    Field(name="cargo", doc="general or perishable", also=("cargo_class", "货类", "категория груза")),
    Field(name="haul", doc="international or domestic", also=("carriage", "вид перевозки")),
    Field(name="commodity", doc="goods, repeated in reports", also=("goods", "product", "货物", "品名", "商品", "货名", "груз", "товар", "вид груза", "наименование груза")),
    Field(name="crew", doc="whose rules of driving and rest are kept, or none", also=("crew_id", "drivers", "班组", "司机", "驾驶员", "экипаж", "водители")),
    Field(name="via", doc="ports or places to pass, in order", also=("through", "途经", "经由", "口岸", "через")),
    Field(name="avoid", doc="ports, countries or places to leave out", also=("not_via", "避开", "绕开", "избегать", "кроме", "в обход")),
    Field(name="mode", doc="road, rail or any", also=("transport", "运输方式", "вид транспорта")),
    Field(name="note", doc="remark, repeated in reports", also=("notes", "remark", "remarks", "comment", "备注", "说明", "примечание", "комментарий")),
)  # fmt: skip
"""Every column that is read."""

REQUIRED: Final = tuple(field.name for field in FIELDS if field.required)

_ENDS_OR_WINDOW: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"from": ("origin", "window_from"), "to": ("destination", "window_to")}
)
"""Columns that are an end of the trip, or where the table has that already, of the window."""


def _folded(name: str) -> str:
    return fold(name).replace(" ", "")


_BY_NAME: Final[Mapping[str, str]] = MappingProxyType(
    {_folded(name): field.name for field in FIELDS for name in (field.name, *field.also)}
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a table: which field each column is, blank where it is not read, and how it is called there."""

    fields: tuple[str, ...]
    labels: Mapping[str, str]


def recognised(names: Sequence[str]) -> int:
    """Return how many of the names are columns of shipments."""
    return sum(_folded(name) in _BY_NAME or _folded(name) in _ENDS_OR_WINDOW for name in names)


def heading_of(names: Sequence[str]) -> Heading:
    """Return which field each name of a heading is."""
    fields = [_BY_NAME.get(_folded(name), "") for name in names]
    known = set(fields)
    for at, name in enumerate(names):
        if choice := _ENDS_OR_WINDOW.get(_folded(name)):
            fields[at] = choice[choice[0] in known]
    labels = {
        field: name.strip()
        for field, name in zip(fields, names, strict=True)
        if field and name.isprintable() and len(name) <= 60
    }
    return Heading(tuple(fields), labels)


def remarks_on(heading: Heading, names: Sequence[str], file: str, line: int) -> Iterator[Finding]:
    """Yield what is to be said of a heading; RejectedError if two columns are the same field."""
    for at, (field, name) in enumerate(zip(heading.fields, names, strict=True)):
        if not field and name.strip():
            hint = near_miss(name.strip(), set(_names()) - set(heading.fields)) if len(name) <= 60 else ""
            message = f"column {quoted(name)} is not read"
            yield found("unread-column", file, line, "", message, hint=hint if "?" in hint else "")
        elif field and field in heading.fields[:at]:
            first = names[heading.fields.index(field)]
            message = f"columns {quoted(first)} and {quoted(name)} are both {field!r}"
            raise RejectedError(
                found("duplicate-column", file, line, field, message, hint="take one out, or rename it")
            )
        elif field.startswith("window_") and _folded(name) in _ENDS_OR_WINDOW:
            message = f"{quoted(name)} is read as {field!r}, since the table has the end of the trip already"
            yield found("column-taken-as", file, line, field, message)


def _names() -> Iterator[str]:
    for field in FIELDS:
        yield from (field.name, *field.also)


def require_columns(heading: Heading, names: Sequence[str], file: str, line: int) -> None:
    """Check that a table has every column that it needs; RejectedError with the columns that it has."""
    missing = [name for name in REQUIRED if name not in heading.fields]
    if missing:
        columns = " and ".join(map(repr, missing))
        there = ", ".join(quoted(name) for name in names[:30] if name.strip()) or "none"
        raise RejectedError(
            found(
                "missing-column",
                file,
                line,
                missing[0],
                f"no column is {columns}; columns found: {there}",
                hint="docs/batch.md lists the names by which columns are known",
            )
        )
