import { callDetailJson } from "../answers/call-json.ts";
import { lookJson } from "../answers/instant-json.ts";
import type { SignedIn } from "./route.ts";
import type { Store } from "../store/store.ts";

export type PersonExportParts = {
  ownRecords: Store["ownRecords"];
  preferences: Pick<Store["preferences"], "of">;
  people: Pick<Store["people"], "names">;
  helpRequests: Pick<Store["helpRequests"], "of">;
};

/**
 * Everything that is stored of a person as one JSON object, written piece by piece so that it may be any amount: calls
 * with their own sessions and ratings, rows of the telephone logs, others' looks at their calls, calls they
 * sent to the helpdesk, conversations; what they organized, and whom they looked at, what alerts count them in or were
 * set up or handled by them.
 */
export async function* personExport(
  viewer: SignedIn,
  now: Date,
  { ownRecords, preferences, people, helpRequests }: PersonExportParts,
): AsyncGenerator<string> {
  const names = new Map<string, string | null>();

  async function nameOf(personId: string): Promise<string | null> {
    const known = names.get(personId);
    if (known !== undefined) return known;
    const name = (await people.names([personId])).get(personId) ?? null;
    names.set(personId, name);
    return name;
  }

  async function* calls(): AsyncGenerator<unknown> {
    for await (const { participation, sessions } of ownRecords.calls(viewer)) {
      const participantCount = participation.others.count + 1;
      const call = callDetailJson({ participation, sessions, participantCount, phoneCall: null });
      // The rows have a list of their own, also those that belong to no call.
      yield { ...call, phoneCall: undefined };
    }
  }

  async function* looks(): AsyncGenerator<unknown> {
    for await (const { viewerId, ...look } of ownRecords.looks(viewer)) {
      yield lookJson({ ...look, viewer: { id: viewerId, displayName: await nameOf(viewerId) } });
    }
  }

  const person = { id: viewer.personId, displayName: viewer.displayName ?? (await nameOf(viewer.personId)) };
  const head = { exportedAt: now.toISOString(), person, preferences: await preferences.of(viewer.personId) };
  yield JSON.stringify(head, null, 1).replace(/\n\}$/, "");
  yield* list("calls", calls());
  yield* list("phoneCalls", ownRecords.phoneCalls(viewer));
  yield* list("looks", looks());
  yield* list("helpRequests", await helpRequests.of(viewer));
  yield* list("conversations", ownRecords.conversations(viewer));
  yield* list("organized", ownRecords.organized(viewer));
  yield* list("looksMade", ownRecords.looksMade(viewer));
  yield* list("incidents", ownRecords.incidents(viewer));
  yield* list("settings", ownRecords.settings(viewer));
  yield "\n}\n";
}

/** One more property of the object: an array, a line an element. */
async function* list(name: string, elements: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<string> {
  yield `,\n ${JSON.stringify(name)}: [`;
  let separator = "\n  ";
  for await (const element of elements) {
    yield separator + JSON.stringify(element);
    separator = ",\n  ";
  }
  yield "\n ]";
}
