import type { AdminMessages } from "./admin-messages.ts";
import { spaced } from "./chinese-spacing.ts";
import type { Formats } from "./format.ts";

export function chineseAdmin(formats: Formats): AdminMessages {
  return {
    person: {
      title: (name) => spaced`${name}的通话`,
      logged: (name) => spaced`此次查看已记录。${name}可以通过“谁查看过我的通话”看到。`,
      noCalls: "这段时间此人没有通话。",
      feedback: "给出的反馈",
    },
    choosePerson: {
      which: (name) => `“${name}”可能指不止一个人。`,
      nobodyInOwnCalls: (name) => `与你通话的人中没有名为“${name}”的人。只输入姓名的一部分也可以。`,
      nobodyAtAll: (name) => `已保存的通话中没有名为“${name}”的人。`,
      moreOf: (count) => `另有 ${count} 人符合：请输入更完整的姓名。`,
    },
    alerts: {
      hereOn: "警报会发送到此频道。",
      since: "开始时间",
      noChannel: "警报只能发送到团队的频道。请在频道中提及我并输入“在此接收警报”。",
      turnOff: "关闭警报",
      off: "不再向此频道发送警报。",
      wereNotOn: "此前没有向此频道发送警报。",
      rules: {
        ingestionHealth: {
          name: "通话记录的接收状况",
          description: "通话记录迟到、中断或缺失时发出警报，恢复时也会告知。",
        },
        exhaustedJobs: {
          name: "已放弃的通话",
          description: "通话记录无法获取而被放弃时发出警报，并说明原因。",
        },
        poorCall: {
          name: "质量差的通话",
          description: "有人将通话评为很差或较差时发出警报，全部显示在同一张卡片上。",
        },
        repeatedPoorCalls: {
          name: "同一人多次通话质量差",
          description: "某人的大部分通话质量差时发出警报，不显示姓名。",
        },
        poorShare: {
          name: "质量差的通话比例",
          description: "质量差的通话在全部通话中比例过高时发出警报。",
        },
        poorShareAboveBaseline: {
          name: "质量差的通话的共同点",
          description: "使用同一子网、接入点、设备、驱动程序或中继线等的通话比过去 28 天更差时发出警报。",
        },
        callFailures: {
          name: "失败的通话",
          description: "失败的通话在全部通话中比例过高时发出警报。",
        },
      },
      ruleOn: "开启",
      ruleOff: "关闭",
      ruleOpen: (since) => `开启；自 ${since} 起存在问题`,
      channels: (channels) => `发送到 ${formats.count(channels)} 个频道。`,
      noChannels: "尚未发送到任何频道。请在频道中提及我并输入“在此接收警报”。",
    },
    anonymous: "匿名模式已开启：任何人（包括管理员）都看不到他人的姓名或通话，数据仅按群组显示。",
    adminsOnly: (asked) => `“${asked}”仅对管理员开放。你可以查询自己的通话。`,
  };
}
