import type { Formats } from "./format.ts";
import type { SentCallMessages } from "./sent-call-messages.ts";

export function englishSentCalls({ count }: Formats): SentCallMessages {
  return {
    send: "Send this call to helpdesk",
    explanation:
      "Admins can read this one call, with your devices, network and the verdict, until the days are over or you take it back. Your name stands in no channel. You see who viewed it with “who looked”.",
    howLong: "Readable for so many days",
    note: "What happened?",
    notePlaceholder: "For example: others heard me in pieces.",
    sendNow: "Send",
    sent: "Sent to helpdesk",
    readableUntil: (until) => `Admins can read this call until ${until}.`,
    revoke: "Take it back",
    ended: (at) => `Since ${at} admins cannot read this call any more.`,
    days: (days) => (days === 1 ? "1 day" : `${count(days)} days`),
    notYours: "You have no such call.",
    title: "Somebody asks for help with a call",
    somebody: "Somebody, masked in this channel",
    startedAt: "Call started",
    sentAt: "Sent",
    until: "Readable until",
    viewCall: "View call",
    viewed: (name) => `${name} sees that you viewed this call. Only you see it here.`,
    overForAdmins: "This call cannot be read any more: its days are over, or it was taken back.",
    from: "From",
  };
}
