"""Parquet to rows."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any, Final

from corridor.dataset.notices import Finding, RejectedError, found
from corridor.dataset.readers import MAX_BYTES, MAX_ROWS, open_bytes
from corridor.shipments.columns import Heading, heading_of, remarks_on, require_columns
from corridor.shipments.lines import seekable
from corridor.shipments.rows import Read, row_of

_BATCH: Final = 20_000
_BUFFER: Final = 1 << 20
"""Bytes of a column that are read at a time."""
_MAX_UNPACKED: Final = 200_000_000
"""Bytes that the columns of a file may unpack to."""


def parquet_rows(path: Path, name: str) -> Read:
    """Yield the rows of a Parquet file, after remarks on its columns; the first row is row 2.

    Raises:
        RejectedError: It is none, or too large.
    """
    import pyarrow as pa  # noqa: PLC0415 - a quarter of a second that other forms do not need
    from pyarrow import parquet as pq  # noqa: PLC0415 - as above

    try:
        with open_bytes(path, name, MAX_BYTES) as opened, seekable(opened, name) as raw:
            # Texts stay in dictionaries, so that a long one is kept once however often it comes.
            columns = pq.read_metadata(raw).schema
            texts = [columns.column(at) for at in range(len(columns))]
            paths = [text.path for text in texts if text.physical_type == "BYTE_ARRAY"]
            file = pq.ParquetFile(raw, read_dictionary=paths, pre_buffer=False, buffer_size=_BUFFER)
            names = file.schema_arrow.names
            _require_small(file.metadata, name)
            heading = heading_of(names)
            yield from remarks_on(heading, names, name, 1)
            require_columns(heading, names, name, 1)
            yield from _rows(file, names, heading, name)
    except (pa.ArrowException, OSError, ValueError, OverflowError, NotImplementedError) as error:
        raise RejectedError(_unreadable(name, error)) from None


def _unreadable(name: str, error: Exception) -> Finding:
    reason = " ".join("".join(c if c.isprintable() else " " for c in str(error)[:200]).split())
    return found("unreadable-parquet", name, 0, "", f"file cannot be read as Parquet: {reason}")


def _require_small(metadata: Any, name: str) -> None:  # noqa: ANN401 - pyarrow is not typed
    unpacked = sum(metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups))
    if metadata.num_rows > MAX_ROWS:
        message = f"table has more than {MAX_ROWS:,} rows"
        raise RejectedError(found("too-many-rows", name, 0, "", message, hint="split the table"))
    if unpacked > _MAX_UNPACKED:
        message = f"file unpacks to more than {_MAX_UNPACKED:,} bytes"
        raise RejectedError(found("file-too-large", name, 0, "", message, hint="split the table"))


def _rows(file: Any, names: Sequence[str], heading: Heading, name: str) -> Read:  # noqa: ANN401 - as above
    wanted = [column for column, field in zip(names, heading.fields, strict=True) if field]
    read = Heading(tuple(field for field in heading.fields if field), heading.labels)
    line = 1
    for batch in file.iter_batches(batch_size=_BATCH, columns=wanted):
        by_name = dict(zip(batch.schema.names, batch.columns, strict=True))
        for values in zip(*(_values(by_name[column]) for column in wanted), strict=True):
            line += 1
            if row := row_of(name, line, read, values):
                yield row


def _values(column: Any) -> Iterator[object]:  # noqa: ANN401 - as above
    """Yield the values of a column as Python has them; the error instead, where it has none."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    if pa.types.is_dictionary(column.type):
        known: dict[int | None, object] = {None: None}
        for index in column.indices.to_pylist():
            if index not in known:
                if (
                    not 0 <= index < len(column.dictionary)
                ):  # of a damaged file; a negative one would be counted back
                    raise ValueError("a cell names a text that is not there")
                known[index] = _value(column.dictionary[index])
            yield known[index]
        return
    if pa.types.is_timestamp(column.type):
        # Nanoseconds are more than Python has; a time with a zone is an instant.
        column = column.cast(pa.timestamp("us", column.type.tz and "UTC"), safe=False)
    yield from map(_value, column)


def _value(cell: Any) -> object:  # noqa: ANN401 - as above
    """Return the value of a cell; an error, which no column has, if it has none: the row is then refused."""
    try:
        value = cell.as_py()
        return value.astimezone(UTC) if getattr(value, "tzinfo", None) else value
    except (ValueError, OverflowError) as error:  # those of Arrow are ValueErrors, too
        return error
