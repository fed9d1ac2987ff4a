"""What made an answer: printed at the end of every output, so that it can be made again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWith:
    """Versions, data and command line of an answer."""

    corridor: str
    data: str
    data_version: str
    data_fingerprint: str
    data_as_of: str
    tzdata: str
    holidays: str
    command: str

    def __str__(self) -> str:
        return (
            f"corridor {self.corridor}, data {self.data} {self.data_version} ({self.data_fingerprint}, as of "
            f"{self.data_as_of}), tzdata {self.tzdata}, holidays {self.holidays}"
        )
