/** What only the tab's settings page says. */
export type SettingsMessages = {
  /** How Callwise speaks to the person, in chat and here. */
  language: { title: string; label: string; hint: string; automatic: string };
  timeZone: {
    title: string;
    label: string;
    hint: string;
    /** "Automatic: Europe/Berlin" */
    automatic: (timeZone: string) => string;
    notFound: string;
  };
  digest: { title: string; label: string };
  account: { title: string; name: string; id: string; role: string; admin: string; person: string };
  saving: string;
  saved: string;
  notSaved: string;
};
