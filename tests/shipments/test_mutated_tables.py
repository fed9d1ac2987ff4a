"""Whatever happens to the bytes of a table or a study: findings or a result, never another error."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from shipment_tables import EXAMPLES, parquet, workbook

from corridor.dataset.notices import DatasetError, Finding
from corridor.shipments import Defaults, Names, read_shipments, read_study, shipments_of

STUDY = """title = "June"
shipments = "comma.csv"
lanes = ["kashgar>osh"]
scenarios = ["limited", "24-7"]
from = 2025-06-01
to = "2025-06-30"
every = "1h"
gross_t = 40.0
roadside = true
via = ["irkeshtam"]

[[shipment]]
id = "I-1"
origin = "kashgar"
destination = "osh"
depart = 2025-06-05T14:00:00

[[scenario]]
name = "mine"
title = "Mine"
description = "Assumed."
[[scenario.change]]
target = "irkeshtam.KG"
field = "hours"
value = "Mo-Fr 10:00-19:00"
"""
NASTY = [
    b"9" * 400,
    *(b"", b"nan", b"-inf", b"1e999", b"9" * 5_000, b"-0", b"0x10", b"1_000", b"3,5", "３".encode(), "½".encode()),
    *(b"2025-02-30", b"0000-00-00", b"9999-12-31", b"2025-06-01T24:00", b"2025-06-01T10:00+99:00", b"99999.9"),
    *(b"6/5/25", b"2025-06-05 14:00 Asia/", b"10:00", b"now", b"=1+1", b"{{ 7 }}", b"<script>", b"\x1b]0;x\x07"),
    *("\u202e".encode(), b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\r", b"\n", b",", b";", b"\t", b"|", b"||", b'"', b"'"),
    *(b"x" * 12_000, "高山口".encode("gb18030"), "Кашгар".encode("cp1251"), b'{"a":1,"a":2}', b"[" * 3_000, b"\\ud800"),
    *(b"[[shipment]]", b"true", b"null", b"A-1", b"irkeshtam", b"KG", b"to", b"from", "起点".encode(), b"all-pairs:x"),
]  # fmt: skip


def originals() -> Mapping[str, bytes]:
    texts = {path.name: path.read_bytes() for path in EXAMPLES.iterdir()}
    return texts | {"table.xlsx": workbook(), "table.parquet": parquet(), "study.toml": STUDY.encode()}


def mutated(content: bytes, random: Random) -> bytes:
    """Return the content with a byte, a stretch, a cell or a line changed."""
    at = random.randrange(len(content) + 1)
    stretch = random.choice([0, 1, 1, 1, 5, 80])
    match random.randrange(5):
        case 0:
            return content[:at] + random.randbytes(stretch) + content[at + stretch :]
        case 1:
            return content[:at] + content[at + stretch :]
        case 2:
            return content[:at] + random.choice(NASTY) + content[at:]
        case 3:
            sign = random.choice([b",", b";", b"\t", b'"'])
            cells = content.split(sign)
            cells[random.randrange(len(cells))] = random.choice(NASTY)
            return sign.join(cells)
        case _:
            lines = content.splitlines(keepends=True) or [b""]
            lines.insert(random.randrange(len(lines) + 1), random.choice(lines))
            return b"".join(lines)


def mutated_file(name: str, content: bytes, random: Random) -> bytes:
    """Return a file changed, of a workbook mostly one of its parts: most changed archives cannot be unpacked."""
    if not name.endswith(".xlsx") or random.random() < 0.2:
        return mutated(content, random)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            parts = {part: old.read(part) for part in old.namelist() if not part.startswith("docProps")}
    except Exception:  # noqa: BLE001 - it was changed before
        return mutated(content, random)
    chosen = random.choice(sorted(parts))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for part, held in parts.items():
            new.writestr(part, mutated(held, random) if part == chosen else held)
    return packed.getvalue()


def look_at(path: Path, names: Names, defaults: Defaults) -> None:
    """Read a file, and require that each error is a finding that can be printed."""
    findings: list[Finding] = []
    try:
        if path.suffix == ".toml":
            read = shipments_of(read_study(path), names, defaults)
        else:
            read = read_shipments(path, names, defaults)
    except DatasetError as error:
        findings += error.findings
        assert findings
    else:
        findings += read.findings
        refused = {(finding.file, finding.line) for finding in findings if finding.severity == "error"}
        assert len(refused) <= read.refused or path.suffix == ".toml"
        assert all(shipment.shipment_id.isprintable() for shipment in read.shipments)
    for finding in findings:
        assert str(finding).isprintable(), repr(finding)
        assert finding.hint.isprintable(), repr(finding)


def mutate(folder: Path, names: Names, defaults: Defaults, seed: int, rounds: int) -> None:
    random = Random(seed)
    files = originals()
    (folder / "comma.csv").write_bytes(files["comma.csv"])
    for _ in range(rounds):
        name = random.choice(sorted(files))
        changed = files[name]
        for _ in range(random.choice([1, 1, 1, 2, 5])):
            changed = mutated_file(name, changed, random) if changed else changed
        path = folder / f"changed-{name}"
        path.write_bytes(changed)
        try:
            look_at(path, names, defaults)
        except Exception as error:
            error.add_note(f"{name} (seed {seed}): {changed[:3_000]!r}")
            raise


@pytest.mark.parametrize("seed", range(6))
def test_fifty_mutations_give_findings_or_shipments(
    seed: int, tmp_path: Path, names: Names, defaults: Defaults
) -> None:
    mutate(tmp_path, names, defaults, seed=seed, rounds=50)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 104))
def test_five_hundred_more_mutations_give_findings_or_shipments(
    seed: int, tmp_path: Path, names: Names, defaults: Defaults
) -> None:
    mutate(tmp_path, names, defaults, seed=seed, rounds=500)
