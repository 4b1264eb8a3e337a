import type { Intent } from "../../src/calls/answer.ts";

/** What the bot says about the conversation itself: shared places, files, the digest's frame, the message extension. */
export type ConversationMessages = {
  shared: {
    title: string;
    /** For figures of the whole organization. */
    organizationTitle: string;
    /** `place` is a conversation's name; null: it has none that is known. */
    everyoneSees: (place: string | null) => string;
    showHere: string;
    onlyToMe: string;
    /** In place of the question, for everyone to read. */
    answeredPrivately: string;
    /** For what is never shown in a shared place. */
    onlyForYou: string;
    /** Nothing can be sent to the person's own chat. */
    cannotReach: string;
    /** To somebody who clicks on another person's card. */
    notYours: string;
    /** To the members of a team or chat when the bot comes: how it is used there. `example` is a question. */
    welcome: (botName: string, example: string) => string;
  };
  /** To a click that no card of ours makes. */
  unknownAction: string;
  /** That another language is spoken; `command` is the text that chooses it. */
  languageHint: (language: string, command: string) => string;
  file: {
    /** Under the file's name, before it is sent. */
    description: (period: string, calls: string) => string;
    declined: string;
    sent: string;
    failed: (requestId: string) => string;
  };
  digest: {
    title: string;
    /** Why it came, and how it ends. */
    note: string;
  };
  extension: {
    unknownPerson: string;
    failed: (requestId: string) => string;
    noCalls: string;
    /** What a search of only a time or a filter means: "last week" is "my calls last week". */
    asQuestion: (text: string) => string;
    /** "With Anna Schmidt"; "With 4 others" */
    withPerson: (name: string) => string;
    withOthers: (count: number) => string;
    /** Of the card that is shared: whose call it was. */
    sharedBy: (name: string) => string;
  };
  /** What a suggested prompt does, in at most 128 characters. Its title is the command's own phrase. */
  prompts: Record<SuggestedIntent, string>;
};

export type SuggestedIntent = Extract<
  Intent,
  | "calls"
  | "poorCalls"
  | "call"
  | "feedback"
  | "compareDevices"
  | "compareNetworks"
  | "export"
  | "digest"
  | "whoLooked"
  | "help"
  | "alertsHere"
  | "alertsOff"
  | "status"
>;
