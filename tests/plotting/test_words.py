from corridor.plotting.words import Words

THURSDAY_14_00 = 1_749_103_200  # 2025-06-05T14:00 in Kashgar


def test_a_clock_is_written_as_the_language_writes_dates() -> None:
    written = [Words(lang).clock(THURSDAY_14_00, "Asia/Shanghai") for lang in ("en", "zh", "ru")]
    assert [clock.replace("\N{NARROW NO-BREAK SPACE}", " ") for clock in written] == [
        "Thu 5 Jun 2025 14:00 (UTC+8)",
        "2025年6月5日周四 14:00 (UTC+8)",
        "чт, 5 июн. 2025 г. 14:00 (UTC+8)",
    ]


def test_durations_keep_their_rounding_in_every_language() -> None:
    assert [Words(lang).duration(37 * 3600 + 299) for lang in ("en", "zh", "ru")] == [
        "37 h 05 min",
        "37 小时 05 分",
        "37 ч 05 мин",
    ]


def test_a_text_without_a_translation_stays_english() -> None:
    assert Words("ru")("no such text") == "no such text"


def test_a_value_is_never_read_as_a_field_of_the_text() -> None:
    assert Words()("{name} and {other}", name="{other}", other="x") == "{other} and x"


def test_numbers_have_the_marks_of_the_language() -> None:
    assert [Words(lang).number("9,112.5") for lang in ("en", "zh", "ru")] == [
        "9,112.5",
        "9,112.5",
        "9\N{NO-BREAK SPACE}112,5",
    ]
    assert Words("ru").km(3.04) == "3,0 км"


def test_counts_are_written_as_numbers() -> None:
    assert Words().many("{count} lane", "{count} lanes", 45_000) == "45,000 lanes"


def test_lists_are_written_as_in_the_language() -> None:
    assert [Words(lang).names(("1", "2")) for lang in ("en", "zh", "ru")] == ["1, 2", "1、2", "1, 2"]
    assert [Words(lang).clauses(("1", "2")) for lang in ("en", "zh", "ru")] == ["1; 2", "1；2", "1; 2"]
