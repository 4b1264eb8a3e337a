/** What is stored about a person, in documents. */
export type StoredOfPerson = {
  participations: number;
  sessions: number;
  phoneCalls: number;
  conversations: number;
  looks: number;
};

/** Who had it done: the person, in chat or tab, or whoever operates the service, on the command line. */
export type ErasureRequester = "person" | "operator";

/** The receipt of an erasure: names nobody. Later calls of the person are pseudonymized as they arrive. */
export type Erasure = { receiptId: string; at: Date; erased: StoredOfPerson };
