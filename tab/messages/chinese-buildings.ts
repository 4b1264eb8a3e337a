import type { Formats } from "../../bot/messages/format.ts";
import type { BuildingFinding } from "../../src/calls/building-finding.ts";
import type { BuildingsMessages } from "./buildings-messages.ts";

export const chineseBuildings: (formats: Formats) => BuildingsMessages = ({ count }) => ({
  upload: {
    title: "上传建筑物文件",
    replaceTitle: "替换建筑物文件",
    explanation: [
      "Microsoft 通话质量仪表板（CQD）的建筑物数据文件告诉 Callwise 每个子网位于哪座建筑物，之后即可按建筑物比较通话。",
      "UTF-8 编码的 .csv 或 .tsv 文件，不含标题行，每行一个网络，共 15 列（VPN 列可省略），网络之间不得重叠。只要有一行有误，就不会保存任何内容。",
    ],
    drop: "将 .csv 或 .tsv 文件拖到此处，或",
    choose: "选择文件…",
    checking: (file) => `正在检查并保存 ${file}…`,
    taken: (networks, buildings) => `现在使用 ${count(buildings)} 座建筑物中的 ${count(networks)} 个网络。`,
    tooLarge: "文件超过 20 MB。",
    sample: "保存模拟租户的建筑物文件以便试用",
  },
  columns: {
    title: "15 列，按此顺序",
    column: "列",
    holds: "内容",
    example: "示例",
    required: "必填",
    yes: "是",
    no: "否",
    of: {
      networkIp: "网络地址，IPv4 或 IPv6",
      networkName: "网络名称",
      networkRange: "前缀长度：8 到 32，IPv6 最大为 128",
      buildingName: "建筑物名称；通话按它比较",
      ownershipType: "所有者",
      buildingType: "建筑物类型",
      buildingOfficeType: "办公室类型",
      city: "城市",
      zipCode: "邮政编码",
      country: "国家或地区",
      state: "省、州",
      region: "大区",
      insideCorp: "位于公司网络内为 1，否则为 0",
      expressRoute: "使用 Azure ExpressRoute 为 1，否则为 0",
      vpn: "VPN 地址的网络为 1，否则为 0",
    },
  },
  findings: {
    refused: (file, number) => `${file} 的内容没有保存：有 ${count(number)} 处错误。`,
    shown: (shown, number) => `共 ${count(number)} 处，显示前 ${count(shown)} 处。`,
    title: "错误之处",
    line: "行",
    column: "列",
    what: "错误",
    wholeLine: "整行",
    sentence: findingSentence,
  },
  inUse: {
    title: "正在使用",
    at: "上传时间",
    by: "上传者",
    unknownPerson: "姓名未知的人",
    networks: "网络",
    buildings: "建筑物",
    earlierCalls: "以前的通话",
    counting: "正在将以前的通话归入这些建筑物…",
    looked: (looked, total) => `已查看 ${count(looked)} 条，共 ${count(total)} 条`,
    done: (changed) => `已全部完成，更改了 ${count(changed)} 条`,
  },
  none: {
    title: "还没有建筑物文件",
    text: "在此之前，地点按子网以及多人共用的公共地址来判断。",
  },
  rows: {
    title: "网络",
    network: "网络",
    networkName: "名称",
    building: "建筑物",
    city: "城市",
    country: "国家或地区",
    kind: "标记",
    insideCorp: "内部",
    expressRoute: "ExpressRoute",
    vpn: "VPN",
    shown: (shown, total) => `显示 ${count(shown)} 个，共 ${count(total)} 个网络`,
    more: "显示更多",
  },
  download: "保存为文件",
  remove: {
    button: "移除…",
    title: "移除建筑物文件？",
    text: "移除后，所有通话（包括以前的通话）都不再属于任何建筑物。如果没有其他副本，请先保存文件。",
    confirm: "移除",
    cancel: "取消",
    failed: "没有移除。请重试。",
  },
});

function findingSentence({ column, code, found, otherLine }: BuildingFinding): string {
  switch (code) {
    case "not_utf8":
      return "文件不是 UTF-8 文本。请另存为“CSV UTF-8”或以制表符分隔的 UTF-8 文本。";
    case "empty_file":
      return "文件没有任何行。";
    case "wrong_delimiter":
      return ".csv 文件的列必须用逗号分隔，.tsv 文件的列必须用制表符分隔。";
    case "header_row":
      return "这一行看起来是标题行。第一行就必须是数据。";
    case "column_count":
      return `每行必须有 15 列，省略 VPN 时为 14 列；这一行有 ${found} 列。`;
    case "unclosed_quote":
      return "有一个引号没有闭合。";
    case "text_after_quote":
      return "右引号之后这一列必须结束。内容中的引号要写两次。";
    case "required":
      return `${column} 不能为空。`;
    case "not_an_address":
      return `${column} 必须是 IPv4 或 IPv6 地址，而不是“${found}”。`;
    case "not_a_number":
      return `${column} 必须是整数，而不是“${found}”。`;
    case "range_out_of_bounds":
      return `${column} 必须在 8 到 32 之间，IPv6 最大为 128，而不是“${found}”。`;
    case "not_zero_or_one":
      return `${column} 必须是 0 或 1，而不是“${found}”。`;
    case "too_long":
      return `${column} 超过 256 个字符。`;
    case "control_character":
      return `${column} 含有换行符或其他控制字符。`;
    case "duplicate":
      return `第 ${otherLine} 行有相同的网络。`;
    case "overlap":
      return `该网络与第 ${otherLine} 行的网络有共同的地址。`;
    case "too_many_networks":
      return "一个文件最多可有 1,000,000 个网络；VPN = 1 的行按其中的每个地址计为一个。";
  }
}
