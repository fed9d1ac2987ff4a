"""The texts that scripts write, in the language of the page. `{names}` are filled in by the script."""

from corridor.plotting.words import Words


def script_texts(words: Words) -> dict[str, str]:
    """Return the texts by the keys under which scripts ask for them (`say("waits", ...)`)."""
    return {
        "h": words("h"),
        "min": words("min"),
        "s": words("s"),
        "km": words("km"),
        "map": words("Map: arrow keys move it, plus and minus zoom"),
        "attribution": words("Land and borders: Natural Earth"),
        "scenarios": words("Scenarios"),
        "port": words("Port"),
        "layers": words("Layers"),
        "source": words("Source"),
        "waits": words("waits {duration}"),
        "mark": words("{name}, scenario {number}: {state}"),
        "mark-waits": words("{name}, scenario {number}: {state}, waits {duration}"),
        "after": words("{duration} after departure: {clock}"),
        "in-reach": words("{km} km, places: {places}"),
        "only-under": words("Only under {scenario}"),
        "more": words("{count} more"),
        "side": words("{side}: {clock}, {state}"),
        "open-until": words("open until {clock}"),
        "closed-until": words("closed until {clock}"),
        "unknown-until": words("hours unknown until {clock}"),
        "stays-open": words("open for all that is shown"),
        "stays-closed": words("closed for all that is shown"),
        "stays-unknown": words("hours unknown"),
        "strip": words("Hours of {name}; the table below has them in figures"),
        "week": words("Seven days from that day; tall: open, thin: closed, dotted: not known"),
        "zoom-in": words("Zoom in"),
        "zoom-out": words("Zoom out"),
        "close": words("Close"),
    }
