/** What only the tab's privacy page says; what was stored and looked at is said as in chat. */
export type PrivacyMessages = {
  stored: {
    title: string;
    /** Who sees what, and how long it is kept. */
    text: (days: number) => string;
    what: string;
    documents: string;
  };
  looks: {
    title: string;
    when: string;
    who: string;
    what: string;
    reason: string;
    noReason: string;
    unknownPerson: string;
  };
  export: { title: string; text: string; button: string; preparing: string; ready: string };
  erase: {
    title: string;
    button: string;
    dialogTitle: string;
    /** In front of the box that has to be ticked. */
    understood: string;
    erasing: string;
    failed: string;
    done: string;
    saveReceipt: string;
  };
};
