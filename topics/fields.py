"""The names of fields in rules: ours, and the Chinese ones that mean the same."""

from model.query import PHRASE_FIELDS

WORD = "word"
DATES = ("since", "until")
COMPARED = ("length", "prominence")
EXACT = ("page", "topic", "kind")
TEXT = PHRASE_FIELDS

CHINESE = {
    "肩题": "kicker",
    "引题": "kicker",
    "眉题": "kicker",
    "标题": "title",
    "主题": "topic",
    "副题": "subtitle",
    "正文": "body",
    "作者": "author",
    "责编": "editor",
    "编辑": "editor",
    "来源": "credit",
    "栏目": "section",
    "频道": "section",
    "信源": "source",
    "版": "page",
    "版次": "page",
    "叠": "edition",
    "地方版": "edition",
    "类型": "kind",
    "字数": "length",
    "重要度": "prominence",
    "词": WORD,
}
KINDS = {"文章": "article", "公告": "notice", "图片": "photo", "转版": "continuation"}


def known(name: str) -> str | None:
    """Our name of the field that a subscriber calls so, or None."""
    lower = name.lower()
    if lower in TEXT or lower in COMPARED or lower in EXACT or lower in DATES or lower == WORD:
        return lower
    return CHINESE.get(name)


def listed() -> str:
    """All fields, as a hint names them."""
    return "、".join(f"{name}:" for name in (*TEXT, *EXACT, *COMPARED, WORD))


def listed_kinds() -> str:
    """All kinds of article, as a hint names them."""
    return "、".join(f"{ours}（{chinese}）" for chinese, ours in KINDS.items())
