"""Every text that a script asks for is there, and every one that is there is asked for."""

import re
from importlib.resources import files

from corridor.plotting.script_texts import script_texts
from corridor.plotting.words import Words

SCRIPTS = "\n".join(
    file.read_text(encoding="utf-8")
    for file in files("corridor.plotting").joinpath("page").iterdir()
    if file.name.endswith(".js")
)
MADE = [re.sub(r"\$\{\w+\}", "[a-z]+", made) for made in re.findall(r"say\([^\"]*?`([^`]+)`", SCRIPTS)]


def is_asked_for(key: str) -> bool:
    return f'"{key}"' in SCRIPTS or any(re.fullmatch(made, key) for made in MADE)


def test_scripts_ask_for_no_text_that_is_not_there() -> None:
    keys = script_texts(Words())
    assert not {key for key in re.findall(r'say\("([a-z-]+)"', SCRIPTS) if key not in keys}
    assert all(any(re.fullmatch(made, key) for key in keys) for made in MADE)


def test_no_text_is_written_for_nobody() -> None:
    assert not [key for key in script_texts(Words()) if not is_asked_for(key)]
