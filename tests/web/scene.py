"""A made-up day at the lookout: sources in every standing, articles, reprints, a correction, alerts and deliveries."""

import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from model.article import Article, Author, Extraction, GovDocument, Image
from model.source import FetchState, Source
from model.watching import ChannelAddress, Evidence, Match, Subscriber, Tag, Watch
from storage import articles, deliveries, outbox, people, reading
from storage.database import Database
from storage.values import Attempt, Batch, Entry, Run

NOW = datetime(2026, 11, 21, 8, 42, tzinfo=UTC)  # 16:42 in China

SOURCES = {
    source.id: source
    for source in (
        Source("binhai", "滨海日报", "epaper", ("https://binhai.example/",), every=timedelta(minutes=30)),
        Source("qizhi", "旗帜观察", "listing", ("https://qizhi.example/",), every=timedelta(minutes=10)),
        Source("ip-office", "市知识产权局", "listing", ("https://ip.example/",), every=timedelta(minutes=30)),
        Source("worker", "北岭工人报", "epaper", ("https://worker.example/",), every=timedelta(hours=1)),
        Source("gov", "北岭市政府网", "listing", ("https://gov.example/",), every=timedelta(minutes=30)),
        Source("feed", "民企参考", "feed", ("https://feed.example/rss",), every=timedelta(minutes=10)),
        Source("asleep", "停用的信源", "feed", ("https://asleep.example/rss",), enabled=False),
    )
}

PIECES = [
    ("binhai", "滨海日报", "党建聚力 服务知识产权强国建设", ["党建", "知识产权"], "02", "要闻", 12, (
        "本报讯（记者 周明远）把支部建在项目上，把服务送到企业门口。今年以来，滨海市知识产权局以机关党建带动业务，围绕知识产权强国建设，开展“一支部一课题”行动。",
        "“审查员到车间里去，问题就在车间里解决。”该局机关党委负责人说，全局二十三个支部与四十一家企业结对，帮助企业梳理专利一千二百余件，其中三百余件已经转化运用。",
        "下一步，滨海市将把党建工作和知识产权保护一起谋划、一起部署、一起考核，让创新的成果得到严格保护。")),
    ("qizhi", "旗帜观察", "机关党建不能只有会议记录", ["党建", "机关党建"], None, None, 40, (
        "翻开一些单位的党建台账，会议记录整整齐齐，真正管用的却不多。",
        "机关党建抓得实不实，要看中心工作推进得快不快，要看群众办事方便不方便。三会一课要开，更要开出名堂。")),
    ("ip-office", "市知识产权局", "关于开展专利转化运用专项行动的通知", ["知识产权", "科技创新"], None, None, 66, (
        "各县区知识产权管理部门、各有关单位：",
        "为加快知识产权强国建设，推动专利转化运用，现就开展专项行动有关事项通知如下。",
        "一、盘活存量。高校、科研机构于年底前完成未转化有效专利的盘点。")),
    ("feed", "民企参考", "联建共建：民营企业吃上发展“定心丸”", ["民营经济", "营商环境", "党建"], None, None, 75, (
        "楼上楼下就是上下游。在城东产业园，九家民营企业与街道党工委联建共建，半年里解决用地、用工、融资难题五十七个。",
        "“以前找部门，现在部门来找我。”一位企业负责人这样说起营商环境的变化。")),
    ("worker", "北岭工人报", "推动国有企业思想政治工作守正创新", ["国企党建", "国企改革"], "03", "理论", 101, (
        "国有企业的思想政治工作，是企业党建的重要内容。",
        "守正，就是坚持党对国有企业的领导不动摇；创新，就是让道理讲到班组，讲到岗位。")),
    ("gov", "北岭市政府网", "北岭市优化营商环境三十条措施出台", ["营商环境"], None, None, 133, (
        "近日，北岭市印发优化营商环境三十条措施，企业开办、用水用电、跨区域迁移一次办成。",)),
    ("binhai", "滨海日报", "“潮汐车位”破解老城停车难", ["地方政务"], "05", "民生", 150, (
        "白天归商户，晚上归居民。滨海老城区的三百个“潮汐车位”本周启用。",)),
    ("qizhi", "旗帜观察", "一堂党课开在田埂上", ["党建", "乡村振兴"], None, None, 178, (
        "稻子黄了，党课也开到了田埂上。讲课的人是种粮大户，听课的人是驻村干部。",)),
    ("worker", "北岭工人报", "技能大师工作室：把绝活变成大家的活", ["就业", "人才"], "01", "要闻", 201, (
        "一把锉刀，用了三十一年。北岭机床厂的技能大师工作室里，徒弟们已经拿下专利十四项。",)),
]  # fmt: skip


def spans(piece_title: str, body: str, words: tuple[str, ...]) -> tuple[Evidence, ...]:
    """Where these words stand in the title and the text."""
    found = []
    for field, text in (("title", piece_title), ("body", body)):
        for word in words:
            at = text.find(word)
            while at >= 0:
                found.append(Evidence(field, at, at + len(word), word))
                at = text.find(word, at + 1)
    return tuple(found)


def article(
    source: str, credit: str, title: str, page: str | None, name: str | None, ago: int, text: tuple[str, ...]
) -> Article:
    """One of the pieces as an article, identity and all."""
    at = NOW - timedelta(minutes=ago)
    paper = page is not None
    return Article(
        source,
        f"https://{source}.example/{zlib.crc32(title.encode()) % 10_000}.html",
        "article",
        title,
        text,
        Extraction("pages" if paper else "generic", 0.97, {"title": "h1", "published_at": "meta", "credit": "byline"}),
        identity=f"{source}:{title}",
        content_hash=f"{source}:{title}:1",
        credit=credit,
        page_no=page,
        page_name=name,
        issue_date=at.date() if paper else None,
        published_at=None if paper else at,
        published_precision=None if paper else "minute",
        language="zh",
        fingerprint=tuple(zlib.crc32(line.encode()) for line in text),
    )


def furnish(db: Database, channel: str = "https://hooks.example/T0PSECRET") -> None:
    """Fill an empty database with the day."""
    stored: dict[str, int] = {}
    for number, (source, credit, title, topics, page, name, ago, text) in enumerate(reversed(PIECES)):
        made = article(source, credit, title, page, name, ago, text)
        if number == len(PIECES) - 1:
            made = replace(
                made,
                kicker="机关党建推进见闻",
                authors=(Author("周明远", "记者"), Author("方敏", "通讯员", "市知识产权局")),
                editors=("程远", "杨丽"),
                images=(Image("https://binhai.example/1.jpg", "审查员在车间里", "李江 摄"),),
                missing=("section",),
                snapshot_id="6f1d9c0e-0c5e-4a66-9d2e-0f9f4c1f0001",
            )
        if source == "ip-office":
            made = replace(
                made,
                document=GovDocument("00014/2026-117", "滨海市知识产权局", "滨知发〔2026〕17号", date(2026, 11, 20)),
            )
        tags = tuple(
            Tag(topic, 3.0 - at, spans(title, made.body, (topic[-2:], "知识产权", "党建")))
            for at, topic in enumerate(topics)
        )
        _store(db, source, [Entry(made, tags)], NOW - timedelta(minutes=ago - 5), None)
        stored[title] = reading.newest(db, limit=1).articles[0].id
    _reprints(db, stored)
    _people(db, channel)
    _alerts(db)
    _states(db)


def _store(db: Database, source: str, entries: list[Entry], at: datetime, story: int | None) -> None:
    articles.store(db, Batch(source, tuple(entries)), at, lambda *_: story)


def _reprints(db: Database, stored: dict[str, int]) -> None:
    lead = reading.by_id(db, stored["党建聚力 服务知识产权强国建设"])
    for source, title, minutes in (("qizhi", "滨海：党建聚力 服务知识产权强国建设", 9), ("feed", lead.title, 6)):
        copy = article(source, "滨海日报", title, None, None, minutes, lead.paragraphs)
        copy = replace(copy, identity=f"{source}:copy", content_hash=f"{source}:copy")
        _store(
            db,
            source,
            [Entry(copy, (Tag("党建", 3.0, spans(title, copy.body, ("党建",))),))],
            NOW - timedelta(minutes=minutes),
            lead.story_id,
        )
    corrected = replace(
        lead,
        content_hash="corrected",
        paragraphs=(*lead.paragraphs[:2], "下一步，滨海市将一起谋划、一起考核。（更正）"),
    )
    _store(db, "binhai", [Entry(corrected, reading.tags_of(db, [lead.id])[lead.id])], NOW - timedelta(minutes=4), None)


def _people(db: Database, channel: str) -> None:
    addresses = (ChannelAddress("bot", channel), ChannelAddress("log", "file:alerts.jsonl"))
    people.save_subscribers(db, [Subscriber("desk", "党建编辑部", addresses)])
    rules = {
        "ip": ("知识产权强国与党建", "知识产权强国 党建"),
        "firm": ("国企党建", "国企党建"),
        "climate": ("营商环境", "营商环境"),
    }
    people.save_watches(db, [Watch(key, "desk", name, rule) for key, (name, rule) in rules.items()])


def _alerts(db: Database) -> None:
    wanted = {"ip": ("知识产权强国", "党建"), "climate": ("营商环境",), "firm": ("企业党建",)}
    read = reading.unmatched(db)
    matches = []
    for each in read:
        for watch, words in wanted.items():
            found = spans(each.title, each.body, words)
            if all(word in each.title + each.body for word in words):
                where = {"title": "标题", "body": "正文"}
                said = "；".join(dict.fromkeys(f"{where[e.field]}含“{e.text}”" for e in found))
                matches.append(Match(watch, each.id, found, said))
    outbox.enqueue(db, read, matches, NOW - timedelta(minutes=3))
    deliveries.form(db, NOW, most=3)
    ends = {
        "sent": Attempt("sent", NOW, 200, None, "ok"),
        "dead": Attempt("dead", NOW, 410, None, "对方回答 410，不再投"),
    }
    for delivery in deliveries.lease(db, "scene", NOW, 60):
        deliveries.finish(
            db,
            delivery.id,
            "scene",
            ends["dead" if delivery.channel == "bot" and len(delivery.alert_ids) == 2 else "sent"],
        )


def _states(db: Database) -> None:
    for source in SOURCES.values():
        if not source.enabled:
            continue
        at = NOW - timedelta(minutes=7)
        run = Run(source.id, at, at, new=len([1 for piece in PIECES if piece[0] == source.id]))
        state = FetchState(source.id, next_fetch_at=at + source.every, last_run_at=at, last_success_at=at)
        if source.id == "gov":
            run = replace(run, new=0, error="列表 0 条，昨日 25 条，疑已改版")
            state = replace(state, failures=3, last_error=run.error, last_success_at=NOW - timedelta(hours=26))
        if source.id == "worker":
            run = replace(run, problems=("04 版 2 篇未取到",))
        articles.store(db, Batch(source.id, state=state, run=run), NOW, lambda *_: None)
