"""Whatever happens to the bytes of the shipped files: findings or a dataset, never another error."""

import json
from pathlib import Path
from random import Random

import pytest

from corridor.dataset.checks import check
from corridor.dataset.loading import load, load_alignments, load_basemap
from corridor.dataset.location import shipped_dataset
from corridor.dataset.notices import DatasetError
from corridor.dataset.readers import read_table
from corridor.dataset.scenario_files import read_scenario
from corridor.dataset.schema import TABLES

ROWS = 6
NASTY = [
    *(
        b"",
        b"nan",
        b"-inf",
        b"1e999",
        b"9" * 5_000,
        b"-0",
        b"0x10",
        b"1_000",
        b"3,5",
        "３".encode(),
        "½".encode(),
    ),
    *(
        b"2025-02-30",
        b"0000-00-00",
        b"9999-12-31",
        b"2025-06-01T24:00",
        b"2025-06-01T10:00+99:00",
        b"2024-03-01T00:00",
    ),
    *(
        b"Asia/",
        b"../../etc/passwd",
        b"PH",
        b"24/7; PH",
        b"10:00-09:00",
        b"Feb 29 off",
        b"Mo-Su 25:00",
        b"||",
        b'"',
    ),
    *(
        b"{{ 7 }}",
        b"=1+1",
        b"\x1b]0;x\x07",
        "\u202e".encode(),
        b"\xff\xfe",
        b"\x00",
        b"\r",
        b"\n",
        b",",
        b"|",
        b"||",
    ),
    *(
        b"x" * 12_000,
        "高山口".encode("gb18030"),
        b"NaN",
        b'{"a":1,"a":2}',
        b"[" * 3_000,
        b"\\ud800",
        b"CN",
        b"none",
        b"-",
    ),
]


@pytest.fixture(scope="module")
def thinned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few rows of each shipped table with all that they refer to, so that many mutations fit into seconds."""
    folder = tmp_path_factory.mktemp("thinned")
    for name, lines in few_lines().items():
        (folder / name).write_bytes(b"".join(lines))
    for path in shipped_dataset().rglob("*.*"):
        copy = folder / path.relative_to(shipped_dataset())
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".geojson":
            layer = json.loads(path.read_text(encoding="utf-8"))
            smallest = sorted(layer["features"], key=lambda feature: len(json.dumps(feature)))
            copy.write_text(json.dumps(layer | {"features": smallest[:ROWS]}), encoding="utf-8")
        elif path.suffix == ".toml":
            copy.write_bytes(path.read_bytes())
    return folder


def few_lines() -> dict[str, list[bytes]]:
    """Return the header and some lines of each table, closed under reference."""
    raw = {table.name: read_table(shipped_dataset(), table)[0] for table in TABLES}
    kept = {
        name: {row.line for row in table.rows[:: len(table.rows) // ROWS + 1]} for name, table in raw.items()
    }
    by_id = {name: {table.key(row)[0]: row.line for row in table.rows} for name, table in raw.items()}
    for _ in range(3):  # link to control point to crossing to source is the longest way
        for table in raw.values():
            for column in table.table.columns:
                wanted = {
                    value for row, value in table.values(column.name) if row.line in kept[table.table.name]
                }
                for name in column.refers_to:
                    kept[name] |= {by_id[name][value] for value in wanted if value in by_id[name]}
    files = {name: (shipped_dataset() / f"{name}.csv") for name in kept}
    lines = {
        name: path.read_bytes().splitlines(keepends=True) for name, path in files.items() if path.exists()
    }
    return {f"{name}.csv": [all_[at - 1] for at in sorted({1} | kept[name])] for name, all_ in lines.items()}


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
            cells = content.split(b",")
            cells[random.randrange(len(cells))] = random.choice(NASTY)
            return b",".join(cells)
        case _:
            lines = content.splitlines(keepends=True)
            lines.insert(random.randrange(len(lines) + 1), random.choice(lines))
            return b"".join(lines)


def look_at(folder: Path, changed: Path) -> None:
    """Do whatever reads files, and require that each error is a finding that can be printed."""
    findings = list(check(folder))
    for read in (load, load_alignments, load_basemap):
        try:
            read(folder)
        except DatasetError as error:
            findings += error.findings
    if changed.parent.name == "scenarios":
        try:
            read_scenario(changed)
        except DatasetError as error:
            findings += error.findings
    for finding in findings:
        assert str(finding).isprintable(), repr(finding)
        assert finding.hint.isprintable(), repr(finding)


def mutate(folder: Path, seed: int, rounds: int) -> None:
    random = Random(seed)
    files = sorted(path for path in folder.rglob("*.*") if path.is_file())
    for _ in range(rounds):
        path = random.choice(files)
        content = path.read_bytes()
        changed = content
        for _ in range(random.choice([1, 1, 1, 2, 5])):
            changed = mutated(changed, random)
        path.write_bytes(changed)
        try:
            look_at(folder, path)
        except Exception as error:
            error.add_note(f"{path.name} (seed {seed}): {changed[:3_000]!r}")
            raise
        finally:
            path.write_bytes(content)


@pytest.mark.parametrize("seed", range(4))
def test_fifty_mutations_give_findings_or_a_dataset(thinned: Path, seed: int) -> None:
    mutate(thinned, seed=seed, rounds=50)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 105))
def test_five_hundred_more_mutations_give_findings_or_a_dataset(thinned: Path, seed: int) -> None:
    mutate(thinned, seed=seed, rounds=500)
