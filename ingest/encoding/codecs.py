"""Decoders that read as browsers do where Python's do not (docs/encodings.md): gb18030 for all of GB, big5, 1252."""

import codecs
import re
from collections.abc import Callable

from ingest.encoding.labels import codec_of

LOST = "\ufffd"
# Codes that WHATWG's big5 index (CC0) maps and Python's big5hkscs does not, or differently: first code, characters.
_BIG5 = """
877a 㡵𡵓𣚞𦀡㻬
87a1 𥣞㫵竼龗𤅡𨤍𣇪𠪊𣉞䌊蒄龖鐯䤰蘓墖靊鈘秐稲晠権袝瑌篅枂稬剏
87bd 遆㓦珄𥶹瓆鿇垳䤯呌䄱𣚎堘穲𧭥讏䚮𦺈䆁𥶙箮𢒼鿈𢓁𢓉𢓌鿉蔄𣖻䂴鿊䓡𪷿拁灮鿋
8e69 箸
8e6f 簆
8e7e 糎
8eab 緒
8eb4 縝
8ecd 者
8ed0 耨
8f57 菁
8f69 蒨
8f6e 萏
8fcb 覦覩
8ffe 起
906d 都
907a 銹
90dc 靜
90f1 響
91bf 鼖
9244 蔃
92af 兙兛兝兞
92c8 鍮
92d1 瑹
9447 浧
94ca 禛
95d9 邗
9644 靝
96ed 瀞
96fc 嬨
9b76 爁
9b78 矗
9b7b 纇
9bc6 駖
9bde 釔
9bec 惞
9bf6 澶
9c42 輶
9c53 侻
9c62 營
9c68 鄄
9c6b 鷰
9c77 菏
9cbc 尐秣
9cd0 婧
9d57 輋
9d5a 筑
9dc4 拐
9ea9 恢
9eef 痹
9efd 汊
9f60 鬮
9f66 鼗
9fcb 僭
9fd8 弌
a063 蠏
a077 拎
a0d5 瑨
a0df 煢
a0e4 牐
a145 ‧
a14e ﹑
a1c2 ¯
a1e3 ～
a1f2 ⊕⊙
a241 ∕﹨
a244 ￥
a246 ￠￡
a3c0 ␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟␡€
c6cf 廴
c6d3 无
c6d5 癶
c6d7 隶
c6de 〃仝
fa5f 倩
fa66 偽
fabd 包
fac5 卄
fad5 卿
fb48 嘅
fbb8 婷
fbf3 幵
fbf9 廐
fc4f 彘
fc6c 悤
fcb9 撐
fce2 晴
fcf1 杞
fdb7 沜渝
fdbb 港
fdf1 煮
fe52 猪
fe6f 瑜
feaa 瓩
fedd 砉
"""
_BIG5_UNIT = re.compile(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]|[\x00-\x80\xff]+|.", re.DOTALL)
# Python's tables are of GB18030-2000, WHATWG's of 2005; and A3A0 is the wide space that pages are full of.
_GB_SWAPPED = {0xE5E5: 0x3000, 0xE7C7: 0x1E3F, 0x1E3F: 0xE7C7}


def _patches() -> dict[bytes, str]:
    found = {}
    for line in _BIG5.split("\n"):
        code, _, characters = line.partition(" ")
        for step, character in enumerate(characters):
            found[(int(code, 16) + step).to_bytes(2, "big")] = character
    return found


_BIG5_PATCHES = _patches()
_BIG5_DIFFERENT = tuple(code for code in _BIG5_PATCHES if code[0] in (0xA1, 0xA2))


def decode_as(encoding: str, data: bytes) -> str:
    """The text of bytes in a WHATWG encoding, with U+FFFD for what is none."""
    return _DECODERS.get(encoding, _plain(encoding))(data)


def _plain(encoding: str) -> Callable[[bytes], str]:
    codec = codec_of(encoding)
    return lambda data: data.decode(codec, "replace")


def _gb18030(data: bytes) -> str:
    text = data.decode("gb18030", "baoshao.gb18030")
    return text.translate(_GB_SWAPPED) if any(chr(point) in text for point in _GB_SWAPPED) else text


def _big5(data: bytes) -> str:
    if not any(code in data for code in _BIG5_DIFFERENT):
        return data.decode("big5hkscs", "baoshao.big5")
    units = _BIG5_UNIT.findall(data)
    return "".join(_BIG5_PATCHES.get(unit) or unit.decode("big5hkscs", "baoshao.big5") for unit in units)


def _mend_gb(error: UnicodeError) -> tuple[str, int]:
    """What WHATWG's gb18030 decoder makes of a sequence that is none: ASCII bytes are never swallowed."""
    assert isinstance(error, UnicodeDecodeError)
    data, at = error.object, error.start
    lead, rest = data[at], data[at + 1 : at + 4]
    if lead in (0x80, 0xFF):
        return ("€" if lead == 0x80 else LOST), at + 1
    if not rest or not 0x30 <= rest[0] <= 0x39:
        return LOST, at + (2 if rest and rest[0] >= 0x80 else 1)
    whole = all(low <= byte <= high for byte, (low, high) in zip(rest[1:], ((0x81, 0xFE), (0x30, 0x39)), strict=False))
    return LOST, min(at + 4, len(data)) if whole else at + 1


def _mend_big5(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    data, at = error.object, error.start
    unit = data[at : at + 2]
    if unit in _BIG5_PATCHES:
        return _BIG5_PATCHES[unit], at + 2
    return LOST, at + (2 if len(unit) == 2 and unit[0] not in (0x80, 0xFF) and unit[1] >= 0x80 else 1)


def _mend_1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return chr(error.object[error.start]), error.start + 1


codecs.register_error("baoshao.gb18030", _mend_gb)
codecs.register_error("baoshao.big5", _mend_big5)
codecs.register_error("baoshao.1252", _mend_1252)

_DECODERS: dict[str, Callable[[bytes], str]] = {
    "GBK": _gb18030,
    "gb18030": _gb18030,
    "Big5": _big5,
    "windows-1252": lambda data: data.decode("cp1252", "baoshao.1252"),
    "replacement": lambda data: LOST if data else "",
}
