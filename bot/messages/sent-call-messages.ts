/** What is said about a call that somebody sends to the helpdesk: to them, and in the admin channels. */
export type SentCallMessages = {
  /** The button under a poor call. */
  send: string;
  /** Who will be able to read what, for how long, and that it can be taken back. */
  explanation: string;
  howLong: string;
  note: string;
  notePlaceholder: string;
  sendNow: string;
  /** To whoever sent it: the title, and until when it is readable. */
  sent: string;
  readableUntil: (until: string) => string;
  revoke: string;
  /** After it was taken back, or its days were over. */
  ended: (at: string) => string;
  /** "7 days" */
  days: (days: number) => string;
  notYours: string;
  /** In channels. */
  title: string;
  somebody: string;
  startedAt: string;
  sentAt: string;
  until: string;
  viewCall: string;
  /** That the person sees who viewed it. */
  viewed: (name: string) => string;
  /** To an admin who comes too late. */
  overForAdmins: string;
  from: string;
};
