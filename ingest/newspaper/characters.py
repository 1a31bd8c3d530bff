"""Characters that a file gives for others that look the same: radicals for Han characters, upright punctuation."""

import unicodedata

_RADICALS = dict(
    zip(
        "\u2ea0\u2ec1\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb\u2edc\u2edd"
        "\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee8\u2ee9\u2eec\u2eee\u2ef0",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)
"""CJK radicals that Unicode gives no decomposition."""

_UPRIGHT = dict(
    zip(
        "\ufe10\ufe11\ufe12\ufe13\ufe14\ufe15\ufe16\ufe19\ufe31\ufe35\ufe36\ufe39\ufe3a\ufe3b\ufe3c\ufe3d\ufe3e\ufe3f\ufe40"
        "\ufe41\ufe42\ufe43\ufe44\u22ef\u2e3a",
        [*"，、。：；！？…—（）〔〕【】《》〈〉「」『』…", "——"],
        strict=True,
    )
)
_DECOMPOSED = ((0x2E80, 0x2FD6), (0xF900, 0xFB00), (0xFB00, 0xFB07))  # radicals, Han of other standards, ligatures


def _table() -> dict[int, str]:
    found = {code: unicodedata.normalize("NFKC", chr(code)) for start, end in _DECOMPOSED for code in range(start, end)}
    found = {code: text for code, text in found.items() if text != chr(code)}
    return found | {ord(char): text for char, text in (_RADICALS | _UPRIGHT).items()}


PLAIN = _table()
"""For `str.translate`."""
ODD = frozenset(map(chr, PLAIN))
