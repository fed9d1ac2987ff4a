"""Remake `maps/`: the pages, a small picture of each, and the list of them in its README.

Needs Chromium and pngquant. From the top folder: python tests/docs/remake_thumbnails.py
"""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from maps_page import BEGIN, END, MAPS, listing, thumbnail

sys.path.append(str(Path(__file__).parents[1] / "browser"))
from chromium import browser, find_chromium, new_tab

from corridor.cli.examples import EXAMPLES

VIEW = (1280, 960)
WIDTH, COLOURS = 400, 48


def quantised(png: bytes) -> bytes:
    """Return a picture with a palette, a quarter of the size."""
    command = ["pngquant", "--strip", "--speed", "1", str(COLOURS), "-"]
    return subprocess.run(command, input=png, capture_output=True, check=True).stdout


def main() -> None:
    """Rewrite everything."""
    executable = find_chromium()
    if executable is None:
        sys.exit("no Chromium here: install it, or name it in CORRIDOR_CHROMIUM")
    remake = [sys.executable, "-m", "corridor", "gallery", "-o", MAPS.name, "--force"]
    subprocess.run(remake, cwd=MAPS.parent, check=True)
    with TemporaryDirectory() as folder, browser(executable) as address, new_tab(address) as tab:
        for example in EXAMPLES:
            whole = Path(folder) / "page.png"
            tab.open(MAPS / example.page, *VIEW).screenshot(whole, scale=WIDTH / VIEW[0])
            thumbnail(example).parent.mkdir(exist_ok=True)
            thumbnail(example).write_bytes(quantised(whole.read_bytes()))
    page = MAPS / "README.md"
    text = page.read_text(encoding="utf-8")
    listed = re.sub(f"{BEGIN}.*{END}", lambda _: listing(), text, flags=re.DOTALL)
    page.write_text(listed, encoding="utf-8")


if __name__ == "__main__":
    main()
