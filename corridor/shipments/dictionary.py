"""The columns of a table of shipments as a Markdown table, for docs/batch.md."""

from corridor.shipments.columns import FIELDS


def as_markdown() -> str:
    """Return one row per column, those that are required marked."""
    rows = [
        f"| `{field.name}`{' (required)' if field.required else ''} | {field.doc} | {', '.join(field.also)} |"
        for field in FIELDS
    ]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(as_markdown(), end="")  # noqa: T201 - this is the command that remakes the table
