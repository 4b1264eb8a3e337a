import type { CallRecord, Device, Endpoint, Network } from "./call-record.ts";
import type { JudgedCallRecord, JudgedSession } from "./judged-call-record.ts";
import type { Participation } from "./participation.ts";
import type { Person } from "./person.ts";
import type { PhoneCall } from "./phone-call.ts";

/** What stands in the place of erased people's ids. People who are not in it are left as they are. */
export type Pseudonyms = ReadonlyMap<string, string>;

/** Everybody whom a call names. */
export function peopleIn({ record, sessions, participations }: JudgedCallRecord): Set<string> {
  const people = [
    record.organizer,
    ...record.participants,
    ...sessions.flatMap(({ caller, callee }) => [caller.person, callee.person]),
    ...participations.map(({ others }) => others.person),
  ];
  return new Set([
    ...people.flatMap((person) => (person === null ? [] : [person.id])),
    ...participations.map(({ personId }) => personId),
  ]);
}

/** The call without the traces of these people. What it came to, also for the others in it, stays as it was. */
export function eraseFromCall(judged: JudgedCallRecord, pseudonyms: Pseudonyms, hidden = false): JudgedCallRecord {
  if (pseudonyms.size === 0) return judged;
  return {
    ...judged,
    record: {
      ...judged.record,
      ...eraseFromHeader(judged.record, pseudonyms),
      participants: judged.record.participants.map((person) => erasePerson(person, pseudonyms)),
    },
    sessions: judged.sessions.map((session) => eraseFromSession(session, pseudonyms, hidden)),
    participations: judged.participations.map((participation) => eraseFromParticipation(participation, pseudonyms)),
  };
}

/** The organizer's id stands in a meeting's join address, too. */
export function eraseFromHeader(
  { organizer, joinWebUrl }: Pick<CallRecord, "organizer" | "joinWebUrl">,
  pseudonyms: Pseudonyms,
): Pick<CallRecord, "organizer" | "joinWebUrl"> {
  const address = joinWebUrl?.toLowerCase() ?? "";
  const isNamed = [...pseudonyms.keys()].some((id) => address.includes(id.toLowerCase()));
  return { organizer: organizer && erasePerson(organizer, pseudonyms), joinWebUrl: isNamed ? null : joinWebUrl };
}

export function erasePerson<Somebody extends Pick<Person, "id" | "displayName">>(
  person: Somebody,
  pseudonyms: Pseudonyms,
): Somebody {
  const pseudonym = pseudonyms.get(person.id);
  return pseudonym === undefined ? person : { ...person, id: pseudonym, displayName: null };
}

/**
 * What was measured stays; the erased people's own machines, addresses, device names and words go.
 * @param hidden whether those of participants go too whom Graph did not name
 */
export function eraseFromSession(session: JudgedSession, pseudonyms: Pseudonyms, hidden = false): JudgedSession {
  const isErased = ({ kind, person }: Endpoint): boolean =>
    person === null ? hidden && kind === "participant" : pseudonyms.has(person.id);
  const [caller, callee] = [isErased(session.caller), isErased(session.callee)];
  if (!caller && !callee) return session;
  return {
    ...session,
    caller: caller ? eraseEndpoint(session.caller, pseudonyms) : session.caller,
    callee: callee ? eraseEndpoint(session.callee, pseudonyms) : session.callee,
    segments: session.segments.map((segment) => ({
      ...segment,
      media: segment.media.map((media) => ({
        ...media,
        ...(caller && {
          callerDevice: eraseDevice(media.callerDevice),
          callerNetwork: eraseNetwork(media.callerNetwork),
        }),
        ...(callee && {
          calleeDevice: eraseDevice(media.calleeDevice),
          calleeNetwork: eraseNetwork(media.calleeNetwork),
        }),
      })),
    })),
  };
}

export function eraseFromParticipation(participation: Participation, pseudonyms: Pseudonyms): Participation {
  const { personId, others } = participation;
  const shown = {
    ...participation,
    others: { ...others, person: others.person && erasePerson(others.person, pseudonyms) },
  };
  const pseudonym = pseudonyms.get(personId);
  return pseudonym === undefined ? shown : eraseOwn({ ...shown, personId: pseudonym });
}

/** A row of a telephone log: whose it was, and the numbers. */
export function eraseFromPhoneCall(row: PhoneCall, pseudonyms: Pseudonyms): PhoneCall {
  const pseudonym = row.personId === null ? undefined : pseudonyms.get(row.personId);
  return pseudonym === undefined ? row : { ...row, personId: pseudonym, callerNumber: null, calleeNumber: null };
}

function eraseOwn(participation: Participation): Participation {
  const { client, device, network, verdict, ratings } = participation;
  return {
    ...participation,
    displayName: null,
    client: client && { ...client, userAgent: null },
    device: device && { ...device, machineName: null, captureDeviceName: null, renderDeviceName: null },
    network: network && { ...network, basicServiceSetIdentifier: null, reflexiveIpAddress: null, relayIpAddress: null },
    verdict: verdict && {
      ...verdict,
      evidence: verdict.evidence.filter(({ metric }) => metric !== "relayIpAddress"),
    },
    ratings: ratings.map((rating) => ({ ...rating, text: null })),
  };
}

function eraseEndpoint(endpoint: Endpoint, pseudonyms: Pseudonyms): Endpoint {
  return {
    ...endpoint,
    person: endpoint.person && erasePerson(endpoint.person, pseudonyms),
    feedback: endpoint.feedback && { ...endpoint.feedback, text: null },
    userAgent: null,
    azureAdAppId: null,
    communicationServiceId: null,
    machineName: null,
  };
}

/** People name headsets after themselves. */
function eraseDevice(device: Device): Device {
  const measured = { ...device };
  delete measured.captureDeviceName;
  delete measured.renderDeviceName;
  return measured;
}

function eraseNetwork(network: Network): Network {
  const measured = { ...network };
  delete measured.ipAddress;
  delete measured.reflexiveIpAddress;
  delete measured.relayIpAddress;
  delete measured.macAddress;
  delete measured.dnsSuffix;
  delete measured.basicServiceSetIdentifier;
  return measured;
}
