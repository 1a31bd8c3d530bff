"""Texts of notices (公告): sales, tenders, lost papers, court summons; some with a table."""

from service.press.maker.words import Writer

TITLES = (
    "拍卖公告 招标公告 遗失声明 减资公告 清算公告 招聘启事 供水公告 停电通知 送达公告 国有土地使用权出让公告".split()
)
COLUMNS = (
    ("序号", "标的", "面积", "起拍价"),
    ("编号", "位置", "用途", "保证金"),
    ("岗位", "人数", "学历", "待遇"),
    ("线路", "时段", "范围", "联系人"),
)


def opening(writer: Writer) -> str:
    """The first paragraph of a notice."""
    return writer.fill(
        "受{office}委托，定于{2026-2027}年{1-12}月{1-28}日{8-17}时在{place}市公共资源交易中心{2-9}楼办理下列事项，现公告如下："
    )


def clauses(writer: Writer) -> list[str]:
    """Numbered paragraphs of a notice, any number of which may be printed."""
    heads = "标的名称 展示时间 报名办法 付款方式 保证金 报名地点 特别说明 监督单位".split()
    return [
        writer.fill(
            f"{'一二三四五六七八'[index]}、{head}：" + "{place}市{town}{work}{2-300}号，金额{10-900}00元，逾期不候。"
        )
        for index, head in enumerate(heads)
    ]


def closing(writer: Writer) -> str:
    """The last line of a notice: a telephone number or who gives notice."""
    if writer.random.random() < 0.5:
        return writer.fill("联系电话：0{300-999}-{2000000-8999999}　联系人：{name}")
    return writer.fill("特此公告。{place}市{place}实业有限公司")


def losses(writer: Writer) -> list[str]:
    """Lost papers, one a paragraph."""
    things = "营业执照副本 残疾证 购房收据 财务专用章 道路运输证 开户许可证 出生医学证明 律师执业证".split()
    return [
        f"{writer.name()}遗失{writer.pick(things)}，编号{writer.number(10**9, 10**10 - 1)}，声明作废。"
        for _ in range(12)
    ]


def table(writer: Writer, rows: int) -> list[list[str]]:
    """A table of four columns: a head row and `rows` more."""
    head = writer.random.choice(COLUMNS)
    return [list(head)] + [
        [
            str(row + 1),
            writer.fill("{town}{1-90}号"),
            f"{writer.number(40, 4000)}平方米"
            if head[2] == "面积"
            else writer.random.choice(["商业", "本科", "全日", "住宅"]),
            f"{writer.number(1, 900)}万元" if head[3] != "联系人" else writer.name(),
        ]
        for row in range(rows)
    ]
