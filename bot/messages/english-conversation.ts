import type { ConversationMessages } from "./conversation-messages.ts";

export const ENGLISH_CONVERSATION: ConversationMessages = {
  shared: {
    title: "Show your calls here?",
    organizationTitle: "Show the organization's figures here?",
    everyoneSees: (place) => `Everyone in ${place === null ? "this conversation" : `“${place}”`} can see them.`,
    showHere: "Show here",
    onlyToMe: "Only to me",
    answeredPrivately: "Answered in personal chat.",
    onlyForYou: "This is for you alone, so I answered in your personal chat.",
    cannotReach: "I cannot write to you in personal chat yet. Open a chat with me and ask there.",
    notYours: "This card is somebody else's. Ask me yourself, and I show you your own calls.",
    welcome: (botName, example) =>
      `Hello, I am ${botName}. Mention me with a question, for example “@${botName} ${example}”. ` +
      "I ask before I show anybody's figures here, and can answer in your personal chat instead.",
  },
  unknownAction: "This button is not known. Ask again to get a new card.",
  languageHint: (language, command) => `I also speak ${language}: type “${command}”.`,
  file: {
    description: (period, calls) => `${calls}. ${period}.`,
    declined: "All right, no file was saved.",
    sent: "Your calls are in this file, in your OneDrive.",
    failed: (requestId) =>
      `The file could not be saved. Ask for it again in a minute. If it fails again, give your administrator this request id: ${requestId}`,
  },
  digest: {
    title: "Your week in calls",
    note: "You get this on Monday mornings because you asked for it.",
  },
  extension: {
    unknownPerson: "I do not know you here, so I have no calls to show you.",
    failed: (requestId) => `Your calls could not be searched just now. Request id: ${requestId}`,
    noCalls: "None of your calls fits. Try a person's name, or a time such as “last week”.",
    asQuestion: (text) => `my calls ${text}`,
    withPerson: (name) => `With ${name}`,
    withOthers: (count) => (count === 1 ? "With 1 other person" : `With ${count} others`),
    sharedBy: (name) => `A call of ${name}`,
  },
  prompts: {
    calls: "How many calls, how long, and how they sounded. Asks before it shows your figures to others.",
    poorCalls: "Calls that went wrong, each with the reason",
    call: "Your last call: was it me?",
    feedback: "The ratings you gave, and what was measured",
    compareDevices: "Which headset and speaker sound better",
    compareNetworks: "Wi-Fi or cable, office or elsewhere",
    export: "Your calls as a file",
    digest: "Your week in calls, on Monday mornings",
    whoLooked: "Who looked at your calls",
    help: "Everything you can ask",
    alertsHere: "For admins: tell this channel when calls go wrong or call records go missing",
    alertsOff: "For admins: stop the alerts",
    status: "For admins: whether every call is here",
  },
};
