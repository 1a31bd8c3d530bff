"""What a printed person's name looks like, and how to tell it from a paper, an office or a login."""

import re

from ingest.fields.labels import both_scripts, in_both_scripts

COMPOUND = frozenset(
    """
    欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫
    宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官
    司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延
    东郭 南门 羊舌 微生 梁丘 左丘 西门 第五
    歐陽 東方 司馬 諸葛 聞人 公羊 鍾離 長孫 鮮于 閭丘 尉遲 萬俟
    """.split()
)
SURNAMES = frozenset(
    "萧赖逄蔚菅蒯昌桓甯仉别撒铁拜妥洛旦次扎張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈韋鄒閻龍賀顧龔萬錢"
    "嚴賴湯齊喬龐顏聶魯關蘭單畢蔣陶羅麥歐莊駱溫紀塗簡藍鄔婁寧鮑應閔衛薩鞏遲藺樂習鄺鈕儲諸練賓樓閆"
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛"
    "樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉"
    "骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗"
    "瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原"
    "栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬"
    "来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利呼居揭干但"
    "尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由习"
)
_HAN = re.compile(r"[\u4e00-\u9fff〇䶮㛃]*")
_ORGANISATION = re.compile(
    both_scripts(
        r"[报社网台局厅委部院校署站刊](?:$|[）)])|日报|晚报|新闻|编辑|记者|通讯|中心|公司|集团|小组|工作室|客户端|"
        r"微信|公众号|办公|政府|大学|学院|研究|出版|传媒|杂志|电视|广播|频道|观察|栏目|组织|协会|委员|政务|发布|宣传|"
        r"评论员$|本[报刊网台]|[省市县区][委政府]|责任|来源|整理|综合|网络|编译|关闭|查看|转载|原创|佚名|匿名|未知|暂无|"
        r"管理员|作者|"
        r"摄影|图片|视觉|中国|图虫|供图|资料|网友|读者|发自|报道|小编|受访|官方|编委|[室队馆厂店组处]$|[工学协]会|团委|支部|[党校院团]办|"
        r"联盟|之[家友声]$|^关注"
    )
)
_SPEECH = re.compile(both_scripts(r"[我你您他她它]们|[您你]好|请问|谢谢|什么|怎么|如何|是否|那么"))  # 记者：我们注意到
_LOGIN = re.compile(r"[a-z0-9_.@-]*[0-9_@][a-z0-9_.@-]*|[a-z]+|[A-Z]{1,4}\d*|\d+", re.A)
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・‧][\u4e00-\u9fff]{1,8}){1,3}")
_LATIN = re.compile(r"[A-Z][A-Za-z'’.-]+(?: [A-Z][A-Za-z'’.-]*){1,3}")
_NO_NAME = in_both_scripts(  # what begins as a name does and stands alone as a channel, a button or a heading
    """
    方面 时候 时间 相关 高度 任何 关于 应该 成为 全国 全面 明天 平台 都是 文化 文章 文字 文图 图文 和平 安全 全部
    国际 国内 社会 经济 体育 时政 原文 连载 强调 来信 来稿 供稿 通讯 商报 金融 单位 成都 南京 海南 云南 武汉 常州
    温州 郑州 广州 杭州 徐州 苏州 江西 江苏 安徽 海外 华北 华东 华南 师范 石家庄 曲阜 成员 明确 简介 高级 主任 党委
    党建 计划 相声 印度 管理 项目 车辆 时评 时报 商务 解读 解析 解放 游客 游戏 路透 路透社 美联社 法新社 左右 关注
    国家 应急 易车 车讯 高清 权威 封面 独家 平安 全文 完 待续 调查 手记 观察 札记 专栏 视角 日记 走基层 上接 下转
    节选 摘编 有删节 续完 续 全景 终审 审核 校对 监制 来访 向上 边缘 展开 展示 安装 安卓 支付 支持 应用 时长 时尚
    时装 房产 商业 农业 农村 农民 石油 习题 习俗 习惯 简体 简讯 文旅 廉政 银行 楼市 母婴 国学 江湖 文学 明察 焦点
    公告 公示 党务 信箱 信访 武器 古玩 古典 古镇 古城 常识 明星 白领 白酒 黄金 黄酒 金属 金价 石化 石材 米饭 应届
    应聘 全球 全省 全市 全县 安防 安保 安检 方案 方法 方言 舒适 温情 温度 温泉 康复 康养 路况 路线 路演 江淮 江城
    江浙 沈阳 洛阳 巴黎 白宫 印尼 景点 景区 房价 房贷 房市 时空 时讯 时代 单车 单身 支招 支农 支教 连线 严选 严查
    和谐 和美 解码 解密 习作 习语 国脉 国策 国医 国防 国企 国资 国足 国乒 相亲 计算 计生 计量 宣讲 车评 车展 车友
    车坛 商会 商圈 商机 商标 曲谱 强国 欧冠 欧联 符号 花卉 花园 花絮 花边 祝福 云课 云游 云视 乐评 牛股 牛市 熊市
    包装 包邮 别墅 幸福 幸运 信息 信用 信托 信贷 谈判 展会 展览 展播 成就 成果 成绩 成语 干货 干净 谷物 谷歌 农资
    农机 农事 尚无 门户 门票 盛典 盛会 海归 海事 海关 海峡 华人 华侨 华语 华为 高考 高铁 高端 高层 高管 高职 元旦
    元宵 危机 查询 查验 卫视 卫生 卫健 边防 边疆 平板 平价 汤圆 利率 利好 鲜花 鲜食 柴米 柴油 晋中 冀中 居民 居家
    关税 关键 关爱 关系 程序 程度 游泳 米粉 田径 贺信 贺电 祖国 申请 常态 常务 简历 简明 简约 简单 简评 强化 强推
    危房 储蓄 储能 练习 练兵 都市 都有 都说 储备 更多 详情 返回 分享 收藏 登录 注册 首页 甘肃 宁夏 吉林 韩国 伊朗
    古巴 巴西 欧洲 欧美 欧盟 连续 现场 相册 史料 左侧 左一 左二 左三 左四 左起 温馨
    文娱 文体 文博 文创 文摘 文萃 文苑 文艺 文物 文明 党史 党风 党报 党员 党课 党政 党组 党章 党性 车市 车闻 车型 时事
    时局 房地产 农家 农科 农技 云端 云报 安居 安家 国风 国潮 国情 国史 和合 金句 金秋 金牌 高速 高中 高教 平凡 明珠
    景观 舒心 温暖 康乐 成长 成才 强军 强警 边检 连队 史话 商讯 商旅
    """
)


def is_person(text: str) -> bool:
    """Whether a token reads as a person's name without anything else to say so: a surname, two or three characters."""
    if _FOREIGN.fullmatch(text):
        return _ORGANISATION.search(text) is None
    if not 2 <= len(text) <= 4 or text in _NO_NAME or not _all_han(text) or _ORGANISATION.search(text):
        return False
    if text[:2] in COMPOUND:
        return len(text) >= 3
    return text[0] in SURNAMES and len(text) <= 3


def may_be_person(text: str) -> bool:
    """Whether a token may be a name where a label (作者：) has said that a name comes: pen names and Latin ones too."""
    if text in _NO_NAME or _ORGANISATION.search(text) or _LOGIN.fullmatch(text):
        return False
    if _LATIN.fullmatch(text) or _FOREIGN.fullmatch(text):
        return True
    return 2 <= len(text) <= 5 and _all_han(text) and _SPEECH.search(text) is None


def split_glued(text: str) -> tuple[str, ...]:
    """Names printed without a break (罗博萧海川), where surnames leave just one way; () where none is left."""
    if not _all_han(text) or not 5 <= len(text) <= 12 or _ORGANISATION.search(text):
        return ()
    ways = list(_ways(text))
    return ways[0] if len(ways) == 1 else ()


def _ways(text: str) -> list[tuple[str, ...]]:
    found: list[list[tuple[str, ...]]] = [[()], *([] for _ in text)]
    for end in range(2, len(text) + 1):
        for size in (2, 3):
            if end >= size and is_person(text[end - size : end]):
                found[end] += [(*way, text[end - size : end]) for way in found[end - size][:4]]
    return found[-1]


def _all_han(text: str) -> bool:
    return _HAN.fullmatch(text) is not None
