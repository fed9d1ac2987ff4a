"""Countries of the region by ISO code, as people call them."""

from collections.abc import Mapping

from corridor.model.ids import Country

COUNTRY_NAMES: Mapping[Country, tuple[str, ...]] = {
    Country(code): names
    for code, names in {
        "AF": ("Afghanistan", "阿富汗", "Афганистан"),
        "AZ": ("Azerbaijan", "阿塞拜疆", "Азербайджан"),
        "CN": ("China", "中国", "Китай"),
        "GE": ("Georgia", "格鲁吉亚", "Грузия"),
        "IR": ("Iran", "伊朗", "Иран"),
        "KG": ("Kyrgyzstan", "吉尔吉斯斯坦", "Киргизия", "Кыргызстан"),
        "KZ": ("Kazakhstan", "哈萨克斯坦", "Казахстан"),
        "PK": ("Pakistan", "巴基斯坦", "Пакистан"),
        "RU": ("Russia", "俄罗斯", "Россия"),
        "TJ": ("Tajikistan", "塔吉克斯坦", "Таджикистан"),
        "TM": ("Turkmenistan", "土库曼斯坦", "Туркменистан", "Туркмения"),
        "UZ": ("Uzbekistan", "乌兹别克斯坦", "Узбекистан"),
    }.items()
}
"""English name first, then Chinese and Russian."""
