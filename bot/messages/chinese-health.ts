import type { Finding } from "../../src/calls/health.ts";
import type { Reason, ReasonCode } from "../../src/calls/health-reasons.ts";
import type { StatusMessages } from "./status-messages.ts";
import type { Formats } from "./format.ts";

const REASONS: Record<ReasonCode, Reason> = {
  graph_sign_in_failed: {
    reason: "Microsoft Entra ID 拒绝此应用程序登录。",
    remedy: "请检查 TENANT_ID、CLIENT_ID 和凭据；客户端密码可能已过期。",
  },
  graph_unauthorized: {
    reason: "Microsoft Graph 不接受此应用程序的令牌。",
    remedy: "请检查 TENANT_ID 和 GRAPH_ROOT 是否属于同一个云。",
  },
  graph_forbidden: {
    reason: "Microsoft Graph 拒绝此应用程序：缺少权限，或配额已用完。",
    remedy: "请授予应用程序权限 CallRecords.Read.All 并完成管理员同意；一个组织最多可有 100 个通话记录订阅。",
  },
  subscription_held_elsewhere: {
    reason: "同一应用程序的另一个部署不断占用其唯一的订阅。",
    remedy: "请停止另一个部署，或让每个部署使用自己的应用程序。",
  },
  graph_bad_request: {
    reason: "Microsoft Graph 拒绝请求；如果是订阅，则表示它无法访问 PUBLIC_URL。",
    remedy: "请检查能否从互联网通过 https 访问 PUBLIC_URL，且证书有效。",
  },
  subscription_validation_failed: {
    reason: "Microsoft Graph 没有从 PUBLIC_URL 得到预期的应答。",
    remedy: "请检查能否从互联网通过 https 访问 PUBLIC_URL；服务会自动重试。",
  },
  call_record_not_found: {
    reason: "Graph 通知了此通话，但在 165 分钟内没有提供其记录。",
    remedy: "如果很少出现，则无需处理：记录出现后，下次列出时会找到。要重试，请运行 callwise replay。",
  },
  call_record_too_old: { reason: "通话结束已超过 30 天，Graph 已删除其记录。", remedy: "无法恢复。" },
  invalid_call_record: {
    reason: "Graph 提供的内容不是通话记录。",
    remedy: "要重试，请运行 callwise replay。如果再次出现，请报告通话 ID。",
  },
  invalid_call_id: { reason: "通知中的内容不可能是通话 ID。", remedy: "没有丢失任何数据。" },
  job_crashed: {
    reason: "处理此作业时，先后有五个进程终止。",
    remedy: "请查明进程终止的原因（可能是内存不足），然后运行 callwise replay 重试。",
  },
  graph_unstable_record: { reason: "读取期间记录不断变化。", remedy: "请稍后运行 callwise replay 重试。" },
  graph_unreachable: { reason: "无法访问 Microsoft Graph。", remedy: "请检查网络、DNS 和代理；服务会自动重试。" },
  graph_unavailable: {
    reason: "Microsoft Graph 自身返回错误。",
    remedy: "请查看 Microsoft 的服务运行状况；服务会自动重试。",
  },
  graph_throttled: { reason: "Microsoft Graph 正在限制此应用程序的请求。", remedy: "服务会按要求的时间等待。" },
};

const KNOWN_REASONS = new Map<string, Reason>(Object.entries(REASONS));

const UNKNOWN: Reason = {
  reason: "出现了没有说明的错误。",
  remedy: "请在服务日志中查找此代码，然后运行 callwise replay 重试。",
};

/** Health findings and reasons of jobs given up; a code that is not known here keeps its English words. */
export function chineseHealth(formats: Formats): Pick<StatusMessages, "finding" | "givenUp"> {
  return {
    finding: (finding) => findingText(finding, formats) ?? finding,
    givenUp: (code) => (code === null ? UNKNOWN : (KNOWN_REASONS.get(code) ?? UNKNOWN)),
  };
}

function findingText({ code, figures = {} }: Finding, formats: Formats): Pick<Finding, "problem" | "remedy"> | null {
  const { calls = 0, hours = 0, minutes = 0, at = null, errorCode, part, areListed } = figures;
  const count = formats.count(calls);
  const moment = at && formats.dayTime(at);
  switch (code) {
    case "store_failing":
      return {
        problem: `数据库没有响应${errorCode === undefined ? "" : `（${errorCode}）`}。`,
        remedy: "请检查 MONGODB_URI 指向的数据库是否已启动且可以访问，或 DATA_DIR 所在的磁盘是否已满。",
      };
    case "service_not_running":
      return {
        problem: `服务没有运行。${moment === null ? "它还没有在这些数据上运行过。" : `上次运行：${moment}。`}`,
        remedy: "请运行 npm start 或 callwise serve 启动服务。它会自动补齐 Graph 仍保留的数据（30 天）。",
      };
    case "calls_missing":
      return {
        problem: `Graph 列出的通话中有 ${count} 次既没有保存，也没有在获取。`,
        remedy: "请运行 callwise replay --all 重新获取已放弃的通话。原因列在已放弃的通话下。",
      };
    case "jobs_given_up":
      return {
        problem: `一天内有 ${count} 次通话被放弃。`,
        remedy: "请先解决其原因，再运行 callwise replay --all。",
      };
    case "subscription_missing":
      return {
        problem: `${moment === null ? "没有订阅" : `订阅已于 ${moment} 到期`}，因此 Graph 不发送任何通知。`,
        remedy: "服务会不断尝试订阅：请查看其错误，以及 Graph 能否访问 PUBLIC_URL。",
      };
    case "no_notifications":
      return {
        problem: `自 ${moment} 以来没有收到通知，${areListed ? `但 Graph 在此之后列出了 ${count} 次通话` : `而通常应有约 ${count} 次通话`}。`,
        remedy: "请检查 Graph 能否访问 PUBLIC_URL/api/graph/notifications（代理、防火墙、证书）。",
      };
    case "backlog":
      return {
        problem: `${count} 次通话等待获取，最早的一次已等待 ${formats.duration(minutes * 60)}。`,
        remedy: "如果服务刚启动不久，则无需处理：它会以 Graph 允许的最快速度处理完。",
      };
    case "slow":
      return {
        problem: `每二十次收到通知的通话中，有一次要超过 ${formats.duration(minutes * 60)}才会显示。`,
        remedy: "请在日志中查看 Graph 要求的等待，以及数据库或计算机是否过载。",
      };
    case "hours_not_listed":
      return {
        problem: `有 ${formats.count(hours)} 个小时尚未与 Graph 列出的通话核对。`,
        remedy: "无需处理：服务会自动核对。要立即核对，请运行 callwise reconcile --days 30。",
      };
    default: {
      const known = KNOWN_REASONS.get(code);
      if (known === undefined && part === undefined) return null;
      const { reason, remedy } = known ?? UNKNOWN;
      return { problem: `${part === "subscription" ? "无法维持订阅" : "无法列出通话"}：${reason}`, remedy };
    }
  }
}
