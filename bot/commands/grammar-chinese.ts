import { chineseCommands } from "../messages/chinese-commands.ts";
import type { Grammar, PeriodGrammar, PhraseRule } from "./grammar.ts";

const DIGITS = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
const NUMBERS = new Map([
  ...Array.from({ length: 99 }, (_, index) => [numeral(index + 1), index + 1] as const),
  ["两", 2] as const,
]);
const MONTHS = new Map(Array.from({ length: 12 }, (_, index) => [numeral(index + 1), index + 1] as const));

const WEEK = ["周", "星期", "礼拜"];
const WEEKDAYS = new Map(
  WEEK.flatMap((week) =>
    [...DIGITS.slice(0, 6), "日", "天"].map((day, index) => [week + day, Math.min(index + 1, 7)] as const),
  ),
);

const WEEKS = "(周|个?星期|个?礼拜)";
const RECENT = "(最近|过去|近|这)(的)?";
const DATES = [
  "({year}年?的?)?{month}月{day}[日号]?( ?{weekday})?",
  "(?<month>上个月|上月|本月|这个月)的?{day}[日号]",
  "{year}[-/.]{month}[-/.]{day}",
  "{month}[./]{day}",
];

const PERIODS: PeriodGrammar = {
  leading: "(在|于)",
  trailing: "(期间|以内|之内|内|里|中|这段时间)",
  spans: [
    [{ kind: "today" }, "今天", "今日", "当天"],
    [{ kind: "yesterday" }, "昨天", "昨日"],
    [{ kind: "daysAgo", count: 2 }, "前天", "前日"],
    [{ kind: "daysAgo", count: 3 }, "大前天"],
    [{ kind: "daysAgo" }, "{count}天(前|以前|之前)"],
    [{ kind: "weeksAgo" }, `{count}${WEEKS}(前|以前|之前)`],
    [{ kind: "monthsAgo" }, "{count}个?月(前|以前|之前)"],
    [{ kind: "wholeWeek", back: 0 }, `(本|这|这一|这个)${WEEKS}`],
    [{ kind: "wholeWeek", back: 1 }, `(上|上一)${WEEKS}`],
    [{ kind: "wholeWeek", back: 2 }, `上上${WEEKS}`],
    [{ kind: "weekend", back: 0 }, "(本|这|这个)周末"],
    [{ kind: "latestWeekend" }, "周末"],
    [{ kind: "weekend", back: 1 }, "(上|上个)周末"],
    [{ kind: "wholeMonth", back: 0 }, "本月", "这个?月", "当月"],
    [{ kind: "wholeMonth", back: 1 }, "上(一)?个?月"],
    [{ kind: "wholeMonth", back: 2 }, "上上个?月"],
    [{ kind: "wholeQuarter", back: 0 }, "(本|这|这个)季度"],
    [{ kind: "wholeQuarter", back: 1 }, "(上|上个|上一|上一个)季度"],
    [{ kind: "quarter" }, "({year}年?的?)?第?{quarter}季度", "({year}年?)?[qQ]{quarter}"],
    [{ kind: "wholeYear", back: 0 }, "今年", "本年度?"],
    [{ kind: "wholeYear", back: 1 }, "去年", "上一年"],
    [{ kind: "year" }, "{year}年(全年)?"],
    [{ kind: "lastDays" }, `${RECENT}{count}[天日]`],
    [{ kind: "lastWeeks" }, `${RECENT}{count}${WEEKS}`],
    [{ kind: "lastMonths" }, `${RECENT}{count}个?月`],
    [{ kind: "lastMonths", count: 6 }, `${RECENT}半年`],
    [{ kind: "lastMonths", count: 12 }, `${RECENT}一年`, "(所有|全部)时间", "有史以来"],
    [{ kind: "lastDays", count: 7 }, "最近(几天)?", "近期", "近来"],
    [{ kind: "isoWeek" }, "({year}年?的?)?第{week}周"],
    [{ kind: "weekOfDate" }, ...DATES.map((date) => `${date}(那|所在的?|当)(一)?(个)?(周|星期)`)],
    [{ kind: "date" }, ...DATES],
    [{ kind: "dayOfMonth" }, "{day}[日号]"],
    [{ kind: "month" }, "({year}年?的?)?{month}月份?", "{year}[-/]{month}"],
    [{ kind: "weekday", which: { back: 0 } }, "(本|这|这个){weekday}"],
    [{ kind: "weekday", which: { back: 1 } }, "(上|上个){weekday}"],
    [{ kind: "weekday", which: { back: 2 } }, "(上上|上上个){weekday}"],
    [{ kind: "weekday", which: "latest" }, "{weekday}"],
  ],
  since: ["(从|自从|自)?{from}(开始|起|以来|至今|到现在|到目前)", "(自从|自){from}"],
  ranges: [
    "从?{from} ?(到|至) ?{to}",
    "介于{from}(和|与|到){to}(之间)?",
    "{from}(和|与|到|至){to}之间",
    "{from} ?(~|—+|–| - ) ?{to}",
    "(?<from>.+[日号月]) ?- ?{to}",
    "(?<from>[\\d./]+)-(?<to>[\\d./]+)",
  ],
  dayOfMonth: ["{day}[日号]?"],
  months: MONTHS,
  weekdays: WEEKDAYS,
  relativeYears: new Map([
    ["今年", 0],
    ["去年", -1],
    ["前年", -2],
  ]),
  relativeMonths: new Map([
    ["本月", 0],
    ["这个月", 0],
    ["上个月", -1],
    ["上月", -1],
  ]),
};

const BY = "(用|在|通过|使用|连接?|走|经)?(我)?(的)? ?";
const AT = " ?(上|下|端|里|时|中)?";
const VERY = "(很|比较|较|不太|特别|非常|太|最|有点)?";
const POOR = `(差劲|差|不好|不佳|糟糕|糟|不清楚|低)`;
const SOUND = "(通话质量|质量|音质|效果|声音|体验|信号|网络)";
const DEVICES = "(设备|耳机|麦克风|话筒|扬声器|音箱|音频设备)";
const NETWORKS = "(网络连接|网络|连接)";
const ALERTS = "(告警|警报|提醒)";
const DIGEST = "(每周|周)(摘要|总结|报告|汇总|小结|报)";
const RECORDS = "(的)?(通话记录|通话数据|通话|个人数据|数据|记录|资料|信息|一切)";
const LAST = "(上一次|上次|最近一次|最后一次|上一个|上一通|上个|最近一通|最后一通|最后一个|刚才)(的)?";

const POLITE: PhraseRule = [
  {},
  "请问|请|麻烦(你)?|帮我|帮忙|我想(要)?|我要|想|看看|看一下|看|查看|查询|查一下|查|显示|展示|告诉我|给我|发给我|给|一下|谢谢|多谢|你好|您好|能不能|可不可以|可以|能否|能|会",
  "我的|我|的|了|过|有没有|有|把|是|都|在|里|中|内|吗|呢|吧|啊|呀|么|那",
  "平均|几个小时|几小时|多少小时|多少分钟|情况|怎么样|怎样|如何|怎么|表现|一共|总共|总计|合计|总|多少|几|个|通|次|条|场|些|哪些|哪|什么|多长时间|多久|多长|时间|目前为止|到目前为止",
  "打了|打过|打的|打|接了|接过|接|开了|开过|开|参加了|参加过|参加|花了|花|进行|其中|一起|之间|且|并且|而且|说了|方面|关于|对",
];

const CALLS: readonly PhraseRule[] = [
  [
    { calls: true },
    "(Teams ?)?(通话|电话|呼叫)(记录|统计|汇总|总结|概况|概览|报告|情况|时间|时长|次数|数量|质量)?",
    "(我)?(跟|和|与)谁(打|通|聊|说)(过|了)?(的|得)?(电话|通话|话)?(最多|多)?|谁(给我)?(打|来)过?电话(给我)?(最多)?|谁给我打过?电话",
    "数据|记录|聊了多久|聊了|聊过|聊天|通了话|通过话|打电话",
  ],
  [{ calls: true, callType: "groupCall" }, "(电话)?会议"],
  [
    { isNewest: true },
    "(最近|最后|最新)的?([1-9]\\d?|[两二三四五六七八九十]+)(次|个|通)(的)?(?=.{0,8}(通话|电话))",
    `${LAST}(?=(和|跟|与|同))`,
  ],
  [{ view: "list" }, "列表|清单|列出(来)?|逐个|明细|详情|详细|列出(所有|全部)|显示(所有|全部)|列一下"],
  [{}, "所有|全部|每个"],
  [{}, "第 ?{page} ?页", "{page} ?页"],
];

const POOR_CALLS: readonly PhraseRule[] = [
  [
    { poor: true },
    `${SOUND}${VERY}${POOR}`,
    `${VERY}${POOR}(的${SOUND})?`,
    "质量低下|低质量|劣质|有(质量)?问题|质量问题|卡顿|很卡",
  ],
  [{ isRatedPoor: true }, `(反馈|评价|评分|打分)(得)?${VERY}${POOR}的?|给(了|过)?(差评|低分)的?`],
  [{ isRatedPoor: true, calls: true }, "差评的?(通话|电话)?", "低分的?(通话|电话)"],
];

const CONDITIONS: readonly PhraseRule[] = [
  [{}, "(和|跟|与|同) ?{person}"],
  [
    {},
    "(超过|长于|多于|大于|高于|超出|>) ?{longerThan}",
    "(少于|短于|不到|小于|低于|不足|<) ?{shorterThan}",
    "(至少|不少于|不低于|不短于|最少|>=) ?{atLeast}",
    "(最多|不超过|不多于|不长于|至多|<=) ?{atMost}",
    "{atLeast}(或)?(以上|或更长|及以上)",
    "{atMost}(或)?(以内|以下|之内|及以下|内)",
    "{atLeast}(到|至|-|~){atMost}(之间)?",
    "{least}(到|至|-|~){atMost}(之间)?",
  ],
  [{ modality: "video" }, "(带|有|开|开了|用)?(视频|摄像头)"],
  [{ modality: "screenSharing" }, "(带|有)?(屏幕共享|共享屏幕|桌面共享|共享桌面|屏幕分享|分享屏幕)"],
  [{ modality: "audioOnly" }, "(纯|仅|只有|只)?(语音|音频)"],
  [{ modality: "withoutVideo" }, "(没有|不带|没开|无)(视频|摄像头)的?"],
  [{ callType: "peerToPeer" }, "一对一|1 ?[对:] ?1|双人|点对点|单独"],
  [{ callType: "groupCall" }, "多人|群组|小组|多方|群|团队"],
  [{ quality: "good" }, "(评|判定)为(良好|好)", `${SOUND}${VERY}(良好|好|不错)`, "良好|优质|高质量|清晰"],
  [{ quality: "poor" }, "(评|判定)为差"],
  [{ quality: "unclassified" }, "未评定|未评级|无法(评定|判断|判定)|未分类|未判定|没有评定"],
  [{ connection: "wifi" }, `${BY}(wi-?fi|无线网络?|wlan|无线)(网络|连接)?${AT}`],
  [{ connection: "wired" }, `${BY}(有线|网线|以太网)(网络|连接)?${AT}`],
  [
    { connection: "mobile" },
    `${BY}(移动网络|移动数据|手机流量|流量|蜂窝网络|蜂窝数据|蜂窝|手机网络|[45]g)(网络)?${AT}`,
  ],
  [{ connection: "tunnel" }, `${BY}vpn(连接)?${AT}`],
  [{ platform: "phone" }, `${BY}(智能手机|手机|移动设备|移动端)${AT}`],
  [{ platform: "windows" }, `${BY}windows(电脑|系统)?${AT}`],
  [{ platform: "macOS" }, `${BY}(macos|macbook|mac|苹果电脑)(电脑)?${AT}`],
  [{ platform: "iOS" }, `${BY}(iphone|ipad|ios|苹果手机)${AT}`],
  [{ platform: "android" }, `${BY}(安卓|android)(手机|设备)?${AT}`],
  [{ platform: "web" }, `${BY}(网页版|网页|浏览器|web)( ?浏览器|版)?${AT}`],
  [{ platform: "ipPhone" }, `${BY}(桌面话机|桌面电话|话机|座机|ip ?电话)${AT}`],
  [{ platform: "roomSystem" }, `${BY}(teams ?)?(会议室系统|会议室设备|会议室)${AT}`],
  [{ platform: "surfaceHub" }, `${BY}surface hub${AT}`],
  [{ platform: "holoLens" }, `${BY}hololens${AT}`],
  [{ platform: "unknown" }, `${BY}未知平台${AT}`],
  [{ platform: "other" }, `${BY}其他平台${AT}`],
  [{ isMissed: true }, "未接(听|到)?|错过|没有?接(到|听)?|漏接|漏掉"],
  [{ isMissed: true, calls: true }, "(未接|错过的?|漏接的?)(来电|电话|通话)"],
];

const OTHERS: readonly PhraseRule[] = [
  [
    { intent: "help" },
    "帮助|帮帮我|怎么用|如何使用|你会什么|(你)?(能|可以|会)(帮我)?(做|干)(些)?什么|我(能|可以)问什么|使用说明|菜单|命令|你好|您好|谢谢(你)?|多谢|你是谁|你是什么|开始|早上好|下午好",
  ],
  [{ intent: "feedback" }, "反馈|评价|评分|打分|打了几(分|星)|打了多少分|评了(几分|多少分)"],
  [
    { intent: "call" },
    `(为什么|为何|怎么)(我)?(的)?${LAST}(通话|电话)(的)?${SOUND}?(会|这么|那么|这样|如此)*${VERY}${POOR}`,
    `${LAST}(通话|电话)(的)?${SOUND}?(为什么|为何|怎么)(会|这么|那么|这样|如此)*${VERY}${POOR}`,
    "是(不是)?我(这边|自己|这里)?的?(问题|原因|错)",
    `${LAST}(通话|电话)(质量|情况|详情)?`,
    "(通话|电话)(编号|号|id|详情)? ?{callId}",
  ],
  [
    { intent: "compareDevices" },
    `(比较|对比)(一下)?(我)?(的|各|各个|所有)?${DEVICES}|${DEVICES}(比较|对比)`,
    `哪(个|副|种|款)${DEVICES}(更|最|比较|用起来)?(好用|好|差|清楚)|是(我的)?${DEVICES}的?问题吗?`,
  ],
  [
    { intent: "compareNetworks" },
    `(比较|对比)(一下)?(我)?(的|各|各个|所有)?${NETWORKS}|${NETWORKS}(比较|对比)|(比较|对比)(一下)?(无线|wi-?fi|有线)(和|与|跟)(有线|无线|wi-?fi|vpn)`,
    `哪(个|种)${NETWORKS}(更|最|比较)?(好用|好|差|稳定)|(wi-?fi|无线|有线)(还是|和|与|跟)(wi-?fi|无线|有线|网线)哪个(更|比较)?(好|差)|是(我的)?${NETWORKS}的?问题吗?`,
  ],
  [{ intent: "export" }, "导出(为|成)?(csv|表格|文件|excel)?|下载(csv|表格)?|(数据|记录)导出"],
  [
    { intent: "whoLooked" },
    `(谁|有谁|有没有人|有人)(看|查看|查|访问|浏览)(过|了)?(我${RECORDS}?)?`,
    "(谁|有谁)(看|查看|查|访问|浏览)(过|了)?我|访问(记录|日志)|查看(记录|日志)|被谁(看|查看)过",
  ],
  [
    { intent: "forgetMe" },
    `忘记我|忘掉我|忘了我|(删除|清除|抹去|清空|删掉)(我)?(的)?(所有|全部)?${RECORDS}|把我(的)?(所有|全部)?${RECORDS}(都|全|全部)?(删除|清除|删掉|删|清空)(了|掉)?`,
  ],
  [
    { intent: "language" },
    "(切换|更改|改变|选择|换)?语言|(支持)?(哪些|什么)语言",
    "(切换|更改|改变)?语言(切换|换|改|设置?)?(为|成|到|是)? ?{languageName}",
    "(切换|换|改|改用|讲|说|用|使用|回答用)(为|成|到)?{languageName}(回答|回复)?",
    "{languageName}",
    "语言 ?{language}",
  ],
  [{ intent: "digest" }, `${DIGEST}`],
  [{ intent: "digest", change: "on" }, `(开启|打开|订阅|启用|开通|接收|发送)${DIGEST}|${DIGEST} ?(开启|打开|启用|开)`],
  [
    { intent: "digest", change: "off" },
    `(关闭|取消|停止|退订|停用|关掉|不要)(订阅)?${DIGEST}|${DIGEST} ?(关闭|停用|关|停止)`,
  ],
  [
    { intent: "organization" },
    "(全|整个|我们)?(组织|公司|机构|单位|企业)(的)?(通话)?(概况|概览|情况|统计|总览|总结|汇总)?|全员|所有人",
  ],
  [{ intent: "status" }, "(系统|服务|运行|采集)?状态|运行情况|系统正常吗?"],
  [
    { intent: "alertsHere" },
    `在(此|这里|这儿|本频道)(接收|发送|显示|发)?${ALERTS}|${ALERTS}(发|发送)?(到|在)?(这里|此处|这儿|本频道)|(开启|打开|启用)${ALERTS}|${ALERTS}(开启|打开)`,
  ],
  [{ intent: "alertsOff" }, `(关闭|停止|取消|停用|关掉)${ALERTS}|${ALERTS}(关闭|停用|关掉|关)`],
  [{ intent: "alertRules" }, `${ALERTS}(的)?(规则|设置|阈值|配置)`],
  [{ intent: "person" }, "(人员|员工|用户) ?{name}"],
];

/** Days are the smallest periods. */
const TIME_OF_DAY =
  "(上午|中午|下午|晚上|早上|傍晚|凌晨)?([0-9一二三四五六七八九十]{1,3}[点时](半|[0-9]{1,2}分?)?)(以?[前后]|之[前后])?";
const NEARLY: readonly PhraseRule[] = [
  [{ period: { kind: "yesterday" } }, "昨晚|昨夜"],
  [{ period: { kind: "today" } }, TIME_OF_DAY, "(上午|中午|下午|晚上|早上|傍晚|凌晨|今晚|今早)"],
  [{}, TIME_OF_DAY, "(上午|中午|下午|晚上|早上|傍晚|凌晨)"],
];

/** Simplified Chinese: the grammar that every command has. */
export const chineseGrammar: Grammar = {
  isSpaced: false,
  phrases: chineseCommands,
  vocabulary: [POLITE, ...CALLS, ...POOR_CALLS, ...CONDITIONS, ...OTHERS],
  nearly: NEARLY,
  confirmations: [
    ..."是的 清除我的数据|是的清除我的数据|是 清除我的数据|确认清除我的数据".split("|"),
    ..."是的 忘记我|是的忘记我|是 忘记我|确认忘记我".split("|"),
  ],
  languages: {
    en: ["英文", "英语", "english"],
    "zh-CN": ["简体中文", "中文", "汉语", "简体", "普通话", "chinese"],
  },
  names: {
    alsoWords: [...WEEKDAYS.keys()],
    neverWords:
      "昨 的 我 你 您 他 她 它 们 没 不 下周 下个 下月 下星期 明天 后天 明年 上上上 或 和 跟 与 除 谁 任何 大家 别人 有人 打 聊 超 至少 最多 少于 在 从 用 以外 之外 之间 到 第".split(
        " ",
      ),
  },
  numbers: NUMBERS,
  durations: {
    units: new Map([
      ["小时", 3600],
      ["个小时", 3600],
      ["个钟头", 3600],
      ["h", 3600],
      ["分钟", 60],
      ["分", 60],
      ["min", 60],
      ["秒钟", 1],
      ["秒", 1],
      ["s", 1],
    ]),
    fixed: new Map([
      ["半小时", 1800],
      ["半个小时", 1800],
      ["半个钟头", 1800],
      ["半分钟", 30],
      ["一刻钟", 900],
      ["三刻钟", 2700],
      ["一个半小时", 5400],
      ["两个半小时", 9000],
    ]),
    one: [],
    joiner: "(?:零| )?",
  },
  periods: PERIODS,
};

/** 1 to 99 in numerals. */
function numeral(value: number): string {
  const tens = Math.floor(value / 10);
  const ten = tens === 0 ? "" : tens === 1 ? "十" : `${DIGITS[tens - 1]}十`;
  return ten + (DIGITS[(value % 10) - 1] ?? "");
}
