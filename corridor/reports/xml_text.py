"""XML as files hold it: a declaration, text that XML 1.0 can hold, the same bytes for the same tree."""

from xml.etree import ElementTree as ET

from corridor.model.text import clean


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element with text and return it; what XML cannot hold is shown as a replacement mark."""
    element = ET.SubElement(parent, tag, {name: clean(value) for name, value in attributes.items()})
    if text:
        element.text = clean(text)
    return element


def written(root: ET.Element) -> str:
    """Return the document, indented by one space."""
    ET.indent(root, space=" ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
