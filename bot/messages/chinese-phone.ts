import type { Formats } from "./format.ts";
import { formatMoney } from "./money.ts";
import type { PhoneMessages } from "./phone-messages.ts";

export function chinesePhone(formats: Formats): PhoneMessages {
  return {
    telephone: "电话",
    number: "号码",
    ownNumber: "本机号码",
    direction: "方向",
    charge: "费用",
    sipResult: "SIP 结果",
    trunk: "中继线",
    joinedBy: (join) => (join === "personAndStart" ? "根据通话时间匹配：电话日志没有注明是哪次通话。" : null),
    directions: { incoming: "呼入", outgoing: "呼出", unknown: "方向未知" },
    chargeText: ({ amount, connectionAmount, currency }) => {
      const total = amount + (connectionAmount ?? 0);
      if (total === 0) return "免费";
      const connection = connectionAmount ? `，其中接通费 ${formatMoney(formats, connectionAmount, currency)}` : "";
      return `${formatMoney(formats, total, currency)}${connection}`;
    },
    sipText: ({ code, phrase, subReason }) => {
      const result = [code === null ? null : String(code), phrase].filter((part) => part !== null).join(" ");
      if (subReason === null) return result === "" ? null : result;
      return result === "" ? `子原因 ${subReason}` : `${result}（子原因 ${subReason}）`;
    },
  };
}
