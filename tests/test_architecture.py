"""The layers hold, and what import-linter cannot say is said here."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "corridor"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 330


def test_imports_point_downwards() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as main; main()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def imported(module: Path) -> set[str]:
    """Return the top-level names that a module imports, wherever it does so."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("zoneinfo", {"calendars/zones.py"}),
        ("opening_hours", {"calendars/opening_hours.py"}),
        ("holidays", {"calendars/holidays.py"}),
        ("folium", {"plotting/web_map.py"}),
        ("python_calamine", {"shipments/sheets.py"}),
        ("networkx", {"network/graph.py", "engine/obstacles.py"}),
    ],
)
def test_a_library_has_one_home(library: str, home: set[str]) -> None:
    users = {str(module.relative_to(PACKAGE)) for module in MODULES if library in imported(module)}
    assert users <= home


@pytest.mark.parametrize("folder", ["model", "calendars", "operations", "network", "engine"])
def test_planning_opens_no_file(folder: str) -> None:
    for module in (PACKAGE / folder).rglob("*.py"):
        names = {
            node.id
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
            if isinstance(node, ast.Name)
        }
        assert not names & {"open", "Path"}, module


@pytest.mark.parametrize(
    "folder",
    ["model", "calendars", "operations", "network", "engine", "reports", "plotting", "dataset", "shipments"],
)
def test_only_the_command_line_looks_at_the_clock(folder: str) -> None:
    for module in (PACKAGE / folder).rglob("*.py"):
        assert "time" not in imported(module), module
        assert ".now(" not in module.read_text(encoding="utf-8"), module


def test_no_module_grows_out_of_one_job() -> None:
    long = {
        str(module): lines
        for module in MODULES
        if (lines := len(module.read_text("utf-8").splitlines())) > LONGEST
    }
    assert not long


def test_the_help_imports_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from corridor.cli.main import _run\n"
        "_run(['--help'])\n"
        "heavy = {'networkx', 'pandas', 'geopandas', 'folium', 'numba', 'numpy', 'shapely', 'holidays', 'opening_hours'}\n"
        "sys.exit(','.join(sorted(heavy & sys.modules.keys())) or 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_a_route_imports_neither_pandas_nor_folium() -> None:
    code = (
        "import sys\n"
        "from corridor.cli.main import _run\n"
        "code = _run(['route', 'kashgar', 'osh', '--depart', '2025-06-05T14:00'])\n"
        "heavy = {'pandas', 'geopandas', 'folium', 'numba', 'shapely', 'jinja2'}\n"
        "sys.exit(code or ','.join(sorted(heavy & sys.modules.keys())) or 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
