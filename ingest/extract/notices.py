"""What sites print under every article: rights, disclaimers, hotlines, invitations. None of it is the article's."""

import re

LONGEST = 260  # characters; a longer line is an article's own paragraph


def _each(words: str, rest: str) -> str:
    """One choice for each word with the rest behind it: a choice that begins with plain characters is found faster."""
    return "|".join(word + rest for word in words.split("|"))


_NOTICE = re.compile(
    "|".join(
        (
            _each("转载|授权|版权", r".{0,12}(?:原著?作[权者]|联系|注明|标明)"),
            "原著作权人|如需转载|转载请",
            _each("请勿|不得|禁止|严禁|谢绝", r"(?:擅自)?(?:进行)?转载"),
            r"违者必究|转载.{0,30}违者|侵权必究|传递更多信息|不代表本[网站报台刊平]",
            r"不代表.{0,12}[网站报台刊社号].{0,6}(?:立场|观点)",
            _each("作者|本文|本内容|文中|以上|仅|属", r".{0,24}不代表.{2,16}(?:立场|观点)"),
            "仅代表作者",
            _each("如有|如涉|如存在|若有|若涉|若存在", r"嫌?侵权"),
            _each("涉嫌|存在", r"侵权.{0,16}(?:联系|删除|告知)"),
            _each("侵犯|涉及", r".{0,14}(?:版权|著作权|权益|权利).{0,24}(?:联系|删除)"),
            _each("报料|爆料|新闻投诉", r"(?:热线|电话|微信|邮箱|QQ|平台)"),
            r"新闻线索.{0,16}(?:报料|爆料|提供|联系|电话)|新闻热线[:：]|投稿(?:邮箱|热线|信箱|请)",
            r"据此(?:操作|入市|投资)|不构成.{0,10}投资建议|信息存储空间",
            r"知识产权.{0,30}(?:所有|专属)|版权(?:所有|均?[属归]于|归.{2,16}所有)",
            r"凡本[网站报]|凡有?(?:注有|注明|标注)|建立镜像|进行镜像",
            _each("关注|下载|登录|打开", r".{0,24}(?:公众号|客户端|APP|App|app|视频号|小程序|官方微[信博]).{0,40}$"),
            _each("长按|识别|扫", r".{0,13}(?:二维码|关注)"),
            r"全国党媒信息公共平台|信息公共平台|信息发布传播服务|本文链接[:：]|感谢您的反馈",
            r"下载(?<=^下载).{1,16}应用",
            _each("欢迎|快来|敬请", r"(?:关注|订阅|下载|扫码)"),
            r"点击.{0,10}(?:关注|订阅|在看|原文).{0,6}$|文明上网[，、\s]*(?:请)?理性|请.{0,6}文明(?:上网|发言)|理性发言",
            r"LINE.{0,2}好友|加(?:作者|小编|编辑)微信|加入会员.{0,6}(?:畅读|阅读|看)",
            _each("不良信息|违法|侵权|有害信息|网络|本网|本站|本报", r".{0,8}(?:举报|监督)(?:电话|邮箱|热线)[:：]"),
            r"与本(?:网站?|站|报社?|刊)联系|联系我们(?:要求|删除|撤)|都在\s?[\u4e00-\u9fff]{2,6}\s?(?:APP|App)$",
            _each("更多|最新", r".{2,40}(?:尽在|请(?:点击|关注|下载|登录))"),
            _each("本文|以上", r"(?:内容|图片|素材)?(?:来自|来源于|源自)(?:网络|互联网)"),
        )
    )
)
_RIGHTS = re.compile("转载|版权|侵权|立场")
_READERS = (
    "市民|游客|考生|群众|旅客|乘客|居民|家长|申请人|企业|村民|学生|业主|车主|消费者|参保人|纳税人|当事人|观众|球迷|农户"
)
_NO_NOTICE = re.compile(
    r"^“|[”」]$|(?:记者|电话|邮箱).{0,20}(?:表示|介绍|告诉)|我(?:持有|本人|个人|自己)|个人(?:记录|观点|笔记|看法)，|"
    rf"^[^，。]{{0,12}}(?:{_READERS})[^。]{{0,16}}(?:可|能|须|需|应|通过|登录|关注|下载|打开|扫)[^。]*。$"
)


def is_notice(text: str) -> bool:
    """Whether a line is one of those that a site prints under every article."""
    return len(text) <= LONGEST and _NOTICE.search(text) is not None and _NO_NOTICE.search(text) is None


def is_rights(text: str) -> bool:
    """Whether a line is a notice of who may reprint the text or who answers for it."""
    return _RIGHTS.search(text) is not None and is_notice(text)
