"""Builds the three fonts of the sample press from Debian's fonts-noto-cjk: `python -m service.press.maker.subset`.

Run again when a text needs a character that the fonts lack. Needs PyPI's fonttools, which nothing else here needs.
"""

import importlib
from collections import Counter
from pathlib import Path
from typing import Any

import jieba

from service.press.maker.font import FOLDER, NAMES

NOTO = Path("/usr/share/fonts/opentype/noto")
FROM = {"song": "NotoSerifCJK-Regular.ttc", "hei": "NotoSansCJK-Bold.ttc", "kai": "NotoSansCJK-Regular.ttc"}
SIMPLIFIED = 2  # the face of a Noto CJK collection with mainland forms
FURNITURE = (
    "版年月日星期一二三四五六七八九十零〇年第期总今日责编辑校对电话热线网址数字报社出版刊号国内统一邮发代号零售价每份元印刷投稿邮箱广告许可证"
    "导读要闻综合理论副刊文艺教育经济社会民生专题公告评论国际体育科技党建上接下转详见要目本栏目主持天气预报气温最高最低风力级东西南北简讯快读短波"
    "记者通讯员摄作者单位系文图采访制图据新华社报讯专稿岚江日报晚报新岸早报哨"
)
SIGNS = "，。、；：？！“”‘’（）《》〈〉【】—…·　％℃①②③④⑤⑥⑦⑧⑨⑩□■◎○●▲◆★→×▶"


COMMON = 1500


def characters() -> str:
    """Every character that the press may print: the commonest, those of its own sources, and the signs of a page."""
    sources = sorted([*FOLDER.parent.rglob("*.py"), *FOLDER.parent.rglob("*.toml")])
    texts = "".join(path.read_text(encoding="utf-8") for path in sources)
    ascii_signs = "".join(chr(code) for code in range(32, 127))
    return "".join(sorted(set(ascii_signs + FURNITURE + SIGNS + texts + _commonest()) - set("\n\t\r")))


def _commonest() -> str:
    """The commonest characters by the word counts of jieba's dictionary."""
    counts: Counter[str] = Counter()
    for line in Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        counts.update(dict.fromkeys(word, int(count)))
    return "".join(char for char, _ in counts.most_common(COMMON))


def build() -> None:
    """Write the font files."""
    ttf: Any = importlib.import_module("fontTools.ttLib")
    for style, source in FROM.items():
        font = ttf.TTFont(NOTO / source, fontNumber=SIMPLIFIED)
        name = NAMES[style].removesuffix(".ttf")
        _cut(font, characters())
        _to_quadratic(font)
        _name(font, name)
        font.save(FOLDER / NAMES[style])


def _cut(font: Any, text: str) -> None:
    subset: Any = importlib.import_module("fontTools.subset")
    options = subset.Options(
        layout_features=[],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
        hinting=False,
        desubroutinize=True,
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)


def _to_quadratic(font: Any) -> None:
    """Replace the cubic outlines (CFF) by TrueType's quadratic ones, within one thousandth of an em."""
    pens: Any = importlib.import_module("fontTools.pens.ttGlyphPen")
    cu2qu: Any = importlib.import_module("fontTools.pens.cu2quPen")
    ttf: Any = importlib.import_module("fontTools.ttLib")
    glyphs, drawn = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = pens.TTGlyphPen(None)
        glyphs[name].draw(cu2qu.Cu2QuPen(pen, 1.5, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = ttf.newTable("loca")
    table = font["glyf"] = ttf.newTable("glyf")
    table.glyphOrder, table.glyphs = font.getGlyphOrder(), drawn
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in "maxZones maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements".split():
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    maxp.maxSizeOfInstructions = maxp.maxComponentElements = maxp.maxComponentDepth = 0
    font["post"].formatType = 3.0
    del font["CFF "]
    font.sfntVersion = "\000\001\000\000"


def _name(font: Any, name: str) -> None:
    """The subset bears its own name, since the licence reserves the original's."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = name
    maps: Any = importlib.import_module("fontTools.ttLib.tables._c_m_a_p")
    wide = maps.CmapSubtable.newSubtable(12)
    wide.platformID, wide.platEncID, wide.format, wide.language = 3, 10, 12, 0
    wide.reserved, wide.length, wide.nGroups = 0, 0, 0
    wide.cmap = dict(font.getBestCmap())
    font["cmap"].tables = [wide]


if __name__ == "__main__":
    build()
