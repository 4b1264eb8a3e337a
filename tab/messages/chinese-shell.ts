import type { ShellMessages } from "./shell-messages.ts";

export const CHINESE_SHELL: ShellMessages = {
  appName: "Callwise",
  documentTitle: (page) => (page === "Callwise" ? page : `${page} – Callwise`),
  skipToContent: "跳到正文",
  navigation: { label: "页面", menu: "菜单", admin: "管理" },
  pages: {
    overview: "概览",
    calls: "通话",
    call: "通话详情",
    feedback: "质量差的通话和反馈",
    privacy: "隐私",
    settings: "设置",
    organization: "组织",
    status: "状态",
    alerts: "警报",
    buildings: "建筑物",
    people: "人员",
  },
  person: { label: "登录身份", notFound: "没有叫这个名字的人。", admin: "管理员" },
  notConfigured: {
    title: "此选项卡尚未设置",
    text: "登录尚未关联应用程序。请 Callwise 的运维人员设置 TAB_CLIENT_ID 并重新启动服务。",
  },
  openInTeams: {
    title: "请在 Teams 中打开 Callwise",
    text: "由 Teams 为你登录。单独在浏览器中打开时，Callwise 不知道你是谁。",
  },
  signInFailed: {
    title: "无法登录",
    text: "Teams 没有提供 Callwise 接受的登录信息。请重试；如果问题仍然存在，请告知管理员。",
  },
  unknownPage: { title: "此页面不存在", text: "链接可能已过期或不完整。", home: "前往概览" },
  broken: { title: "出错了", text: "无法显示此页面。你的数据没有丢失。", reload: "重新加载" },
  offline: { text: "无法连接到 Callwise。显示的内容可能不是最新的。" },
  retry: "重试",
  failed: {
    title: "无法加载此内容",
    network: "无法连接到 Callwise。请检查网络连接。",
    service: "服务出错了。请稍后重试。",
    forbidden: "仅管理员可以查看。",
    anonymous: "匿名模式已开启：任何人（包括管理员）都看不到他人的姓名或通话。",
    notFound: "内容不存在，或你无权查看。",
    tooMany: "请求过多。请一分钟后重试。",
    rejected: "服务没有接受此请求。",
  },
  requestId: (id) => `请求 ID：${id}`,
  loading: "正在加载",
  showAsTable: "显示为表格",
  showAsChart: "显示为图表",
  period: {
    label: "时间段",
    custom: "选择日期…",
    from: "从",
    to: "到",
    apply: "应用",
    invalid: "第一天不能晚于最后一天。",
  },
  change: (difference, direction, meaning) => {
    const change = `${direction === "more" ? "增加" : "减少"} ${difference}`;
    return meaning === "neutral" ? change : `${change}，${meaning === "better" ? "变好" : "变差"}`;
  },
  unchanged: "没有变化",
};
