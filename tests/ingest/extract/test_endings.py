"""Where a text ends: its last sentence stays, whatever words it holds, and what a site prints behind it goes."""

from collections.abc import Callable

import pytest

from ingest.extract.buttons import is_buttons
from ingest.extract.endings import ends_text, is_editorial, is_source, without_editors
from ingest.extract.notices import is_notice

SENTENCES = [
    "“定价权回到研究手里，这是注册制的本意”。",
    "公司注册资本五千万元，去年底完成工商登记。",
    "游客登录小程序即可预约。",
    "市民可打开云溪出行客户端预约。",
    "项目已在发改部门备案。",
    "扫码即可查询每一袋大米的来历。",
    "居民用手机扫描二维码就能办事。",
    "扫码点餐让老人犯了难，这家小店又印起了纸菜单。",
    "该公司未经许可使用他人商标，被罚款五万元。",
    "目前，法院认定该公司存在侵权行为，判赔八万元。",
    "这一言论不代表政府立场。",
    "违者将被处以二百元以下罚款。",
    "目前已有三万人下载使用该应用。",
    "他呼吁网友文明上网。",
    "监督电话：0123-1234567",
    "相关报道发出之后，镇里当天就派人修好了路灯。",
    "相关新闻发布会将于明日举行。",
    "更多内容还在路上。",
    "纠错机制要跑在出错之前。",
    "关键词是“融合”。",
    "3月20日15:00，列车从清河镇站开出，比预定的时间早了两分钟，村里人都说这是头一回。",
    "北京时间2024年5月10日 08:30，卫星发射成功。",
    "考生可登录省教育考试院官方网站查询成绩。",
    "目前，该企业已取得食品生产许可证，并完成备案。",
    "市民如发现违法线索，可拨打举报电话12315。",
    "申请人可通过浏览器登录或扫码办理，无需注册。",
    "新修订的公司法完善注册资本认缴登记制度，强化管理人员责任。",
    "他说，天凉了。",
    "下一步，县里将让村民少跑腿。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_last_sentence_of_a_text_stays(article: Callable, page: Callable, paragraphs, sentence: str) -> None:
    assert article(page(inside=f"<p>　　{sentence}</p>")).paragraphs == (*paragraphs, sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_between_others_stays(article: Callable, page: Callable, paragraphs, sentence: str) -> None:
    inside = f"<p>{sentence}</p><p>{paragraphs[0]}</p>"
    assert article(page(inside=inside)).paragraphs[3:] == (sentence, paragraphs[0])


@pytest.mark.parametrize(
    "line",
    [
        "版权所有 云溪网 未经授权禁止转载",
        "本网站所有内容未经授权禁止使用。",
        "未经书面授权，不得转载。",
        "特别提醒：如果您不希望作品出现在本站，可联系我们要求撤下您的作品。",
        "本文来自微信公众号“溪边人”（ID：xibianren），作者：溪边，云溪网经授权发布。",
        "购买本期杂志 加入会员畅读全文",
        "推荐 加入云溪新闻网LINE好友",
        "爱读书的人，都在 云溪APP",
        "违法和不良信息举报电话：0123-1234567",
        "文章录入：guest　　责任编辑：莫玲",
        "审读：熊国亮",
        "来源：研究室",
        "（文章来源：云溪日报）",
        "（下转2版）",
        "【字号 大 中 小】【留言】【论坛】【打印】【关闭】",
        "[推荐给朋友] [到社区讨论] [打印本文]",
        "点击蓝字 关注我们",
        "欢迎交流：加作者微信yunxi_2025，请备注公司与职务",
        "顶一下(3) 60% 踩一下(2) 40%",
        "1243人参与 评论",
        "精选留言",
        "往期推荐",
        "点个“在看”，让更多人看到",
        "（原题为《清河镇的窗口》）",
    ],
)
def test_what_a_site_prints_behind_a_text_goes(article: Callable, page: Callable, paragraphs, line: str) -> None:
    assert article(page(inside=f"<p>{line}</p>")).paragraphs == paragraphs


def test_the_editors_in_brackets_go_and_the_sentence_before_them_stays(
    article: Callable, page: Callable, paragraphs
) -> None:
    for editors in ("（编辑：李淑华）", "（編輯：李淑華）1130706", "（责任编辑：王 五）", "【责编：王五、赵六】"):
        found = article(page(inside=f"<p>他说，天凉了。{editors}</p><p>记者 谢小驰</p>")).paragraphs
        assert found[: len(paragraphs) + 1] == (*paragraphs, "他说，天凉了。")


def test_a_statement_longer_than_the_text_before_it_ends_that(article: Callable, page: Callable, paragraphs) -> None:
    statement = "特别声明：以上内容为平台用户上传并发布，本平台仅提供服务。"
    english = "Notice: The content above is uploaded by a user of the platform, which only provides services. " * 4
    inside = f"<p>{statement}</p><p>{english.strip()}</p>"
    assert article(page(inside=inside)).paragraphs == paragraphs


def test_the_writers_own_disclaimer_is_text() -> None:
    assert not is_notice("以上不构成投资建议，我持有文中部分公司。")
    assert is_notice("以上内容不构成投资建议。")


def test_a_line_of_brackets_without_two_buttons_is_none() -> None:
    assert not is_buttons("【清河】【石桥】【云溪】三镇联动")
    assert not is_buttons("【推荐】【石桥镇】【云溪县】")
    assert is_buttons("【推荐】【石桥镇】【打印】")


def test_a_credit_line_with_a_writer_is_a_signature() -> None:
    assert is_source("来源：云溪县统计局")
    assert not is_source("来源：云溪日报 记者：谢小驰")
    assert not is_source("来源 | 云溪法院")
    assert not is_source("（来源：云溪日报）")


def test_a_label_that_says_again_what_stands_above_the_text_goes(article: Callable, page: Callable, paragraphs) -> None:
    above = "<p>2024-05-10 08:12 来源：云溪日报 作者：谢小驰 唐诗圆</p>"
    below = "<p>来源：云溪日报</p><p>作者：谢小驰 唐诗圆</p><p>编辑：甘甜</p>"
    assert article(page(above=above, inside=below)).paragraphs == paragraphs
    assert article(page(above=above, inside="<p>（来源：云溪日报）</p>")).paragraphs == paragraphs
    assert article(page(inside="<p>作者：谢小驰</p>")).paragraphs == (*paragraphs, "作者：谢小驰")


def test_a_hotline_behind_a_notice_goes_with_it(article: Callable, page: Callable, paragraphs) -> None:
    inside = "<p>如需转载请与《云溪日报》社联系。</p><p>读者热线：4008890000</p>"
    assert article(page(inside=inside)).paragraphs == paragraphs
    inside = "<p>市民可关注“云溪发布”公众号，点击“报名”。</p><p>联系人：王某</p>"
    assert len(article(page(inside=inside)).paragraphs) == 5


def test_the_numbers_of_sections_stay_and_those_of_pages_go(article: Callable, page: Callable, paragraphs) -> None:
    sections = "".join(f"<p>0{n}</p><p>{text}</p>" for n, text in enumerate(paragraphs, 1))
    assert article(page(inside=sections)).paragraphs[3:5] == ("01", paragraphs[0])
    assert article(page(inside="<p>1</p><p>2</p><p>3</p>")).paragraphs == paragraphs


def test_a_lead_with_a_dateline_in_a_box_of_its_own_begins_the_text(article: Callable, paragraphs) -> None:
    lead = "云溪社清河5月9日电 春耕时节，镇里组织医疗小分队走村巡诊，五天走了九个村，诊治村民三百余人次。"
    html = (
        "<html><head><title>清河镇的巡诊路</title></head><body><h1>清河镇的巡诊路</h1><div>2024-05-10 08:12 云溪网</div>"
        f"<div class=ph><p>{lead}</p></div><div class=list>{''.join(f'<p>{text}</p>' for text in paragraphs)}</div></body></html>"
    )
    assert article(html).paragraphs == (lead, *paragraphs)


def test_a_card_of_what_is_sold_goes_and_a_list_of_annexes_stays(article: Callable, page: Callable, paragraphs) -> None:
    card = "<dl><dt><a href=/auto/1>云溪MAX</a></dt><dd>指导价：8.99-12.79万</dd><dd><a href=/ask>询底价</a></dd></dl>"
    assert article(page(inside=card)).paragraphs == paragraphs
    annexes = "<div><p>附件：</p><p><a href=/P01.pdf>1.清单.pdf</a></p><p><a href=/P02.pdf>2.表.pdf</a></p></div>"
    assert article(page(inside=annexes)).paragraphs[3] == "附件："
    signed = "<div><p>云溪县人民政府</p><p>2024年5月10日</p></div>"
    assert article(page(inside=signed)).paragraphs == (*paragraphs, "云溪县人民政府", "2024年5月10日")


def test_the_page_where_a_text_goes_on_is_no_text_but_is_told(raw: Callable, page: Callable, paragraphs) -> None:
    for line in ("（下转2版）", "▶▶下转第4版", "下转A02版"):
        found = raw(page(inside=f"<p>{line}</p>"))
        assert (found.paragraphs, found.continued_on) == (paragraphs, line)
    found = raw(page().replace("<div class=text>", "<div class=text><p>（上接第一版）</p>"))
    assert (found.paragraphs, found.continued_from) == (paragraphs, "（上接第一版）")
    assert raw(page()).continued_on is None


def test_signatures_in_boxes_of_their_own_belong_to_the_text(article: Callable, paragraphs) -> None:
    text = "".join(f"<section><p>{paragraph}</p></section>" for paragraph in paragraphs)
    signed = "".join(f"<section><span>{s}</span></section>" for s in ("文 | 谢小驰", "图 | 受访者提供", "监制 | 金可"))
    more = "<section><span>往期推荐</span></section><section><a href=/1>山顶上的气象员</a></section>"
    comments = "<div id=js_cmt_area><h3>精选留言</h3><li><b>momo</b><div>评论区比正文好看，先收藏了。</div></li></div>"
    html = (
        "<html><head><title>清河镇把服务窗口搬到村口</title></head><body><h1>清河镇把服务窗口搬到村口</h1>"
        f"<div><section>{text}</section>{signed}{more}</div>{comments}</body></html>"
    )
    assert article(html).paragraphs == (*paragraphs, "文 | 谢小驰", "图 | 受访者提供", "监制 | 金可")


def test_labels_of_editors_and_ends_are_known_by_their_first_words() -> None:
    assert is_editorial("审读：熊国亮")
    assert not is_editorial("他说，天凉了。（编辑：王五）")
    assert all(map(ends_text, ("大家都在搜", "你还可以看", "扫码关注我们")))
    assert not ends_text("你可能喜欢热闹，可村里的夜是静的。")
    assert without_editors("他说，天凉了。（編輯：李淑華）1130706") == "他说，天凉了。"
    assert without_editors("该书（编辑：王五）2024") == "该书（编辑：王五）2024"


def test_a_page_in_the_traditional_script_is_judged_alike(article: Callable) -> None:
    text = (
        "〔記者黃小明／高雄報導〕海巡人員昨凌晨在港口查獲一艘返港漁船，密艙內藏有洋菸一千二百餘箱，市價逾一千萬元。",
        "查緝隊指出，該船自四月底出港後，船位訊號多次中斷，專案人員埋伏六小時，待漁船靠岸卸貨時一舉攔查。",
        "船長供稱，因油價上漲才一時糊塗，全案依法移送偵辦，並將追查貨主與來源，後續還會擴大清查。",
    )
    html = (
        "<html><head><title>漁船藏洋菸 海巡攔查</title></head><body><h1>漁船藏洋菸 海巡攔查</h1>"
        f"<div><p>{text[0]}</p><div>請繼續往下閱讀...</div><p>{text[1]}</p><p>{text[2]}</p>"
        "<p>不用抽 不用搶 現在用APP看新聞 <a href=/app>點我下載APP</a></p><p>相關新聞</p></div></body></html>"
    )
    assert article(html).paragraphs == text


def test_the_last_line_inside_an_inline_element_is_read(article: Callable, paragraphs: tuple[str, ...]) -> None:
    text = "<br><br>".join([*paragraphs, *paragraphs, "多谢。", "（请同时参阅谈话内容的英文部分。）"])
    html = f"<title>局长谈公屋进展</title><div><h1>局长谈公屋进展</h1><span id=release>{text}</span><div>完</div></div>"
    assert article(html).paragraphs[-1] == "（请同时参阅谈话内容的英文部分。）"


def test_rights_in_several_lines_go_with_the_hotline_behind_them(article: Callable, page: Callable) -> None:
    rights = "<p>如需转载请与《云溪日报》报社联系。<br>未经《云溪日报》报社授权，严禁转载或镜像，违者必究。</p>"
    assert article(page(inside=f"{rights}<p>读者热线：4008890008</p>")).paragraphs == article(page()).paragraphs


def test_a_label_behind_a_lead_and_the_line_of_time_is_no_text(article: Callable, page: Callable) -> None:
    above = "<div><p>九块九，是咖啡的价格，也是县城青年的门槛。</p><p>2023-05-19 08:00 浏览 3.2w</p><p>来源：云溪新闻</p></div>"
    assert article(page(above=above)).paragraphs == article(page()).paragraphs


@pytest.mark.parametrize("end", ["- THE END -", "END", "— END —"])
def test_a_text_ends_where_it_says_so(article: Callable, page: Callable, end: str) -> None:
    assert article(page(inside=f"<p>{end}</p><p>转载请注明出处：云溪网</p>")).paragraphs == article(page()).paragraphs
