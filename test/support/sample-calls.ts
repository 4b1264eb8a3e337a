import type { CallDetail } from "../../src/calls/answer.ts";
import type { CallRecord, Media, Modality } from "../../src/calls/call-record.ts";
import type { FeedbackRating } from "../../src/calls/feedback.ts";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import type { Participation } from "../../src/calls/participation.ts";
import type { Person } from "../../src/calls/person.ts";
import { nameMatches } from "../../src/calls/person-name.ts";
import type { Viewer } from "../../src/calls/viewer.ts";
import type { Companion } from "../../src/store/store.ts";
import {
  buildCallRecord,
  buildFeedback,
  buildMedia,
  buildNetwork,
  buildParticipantEndpoint,
  buildPerson,
  buildServiceEndpoint,
  buildSession,
  buildStream,
} from "./call-record-builder.ts";

/** Whose calls the samples are. */
export const ALEX: Person = buildPerson("00000000-0000-4000-8000-0000000000a1", { displayName: "Alex Wilber" });
export const MEGAN: Person = buildPerson("00000000-0000-4000-8000-0000000000a2", { displayName: "Megan Bowen" });
export const ADELE: Person = buildPerson("00000000-0000-4000-8000-0000000000a3", { displayName: "Adele Vance" });

/** A Friday afternoon in Berlin, in the week of the samples. */
export const SAMPLE_NOW = new Date("2026-11-20T15:00:00Z");

type SampleCall = {
  callId: string;
  start: string;
  minutes: number;
  /** Null for a group call. */
  other: Person | null;
  modalities?: Modality[];
  media?: Media[];
  rating?: FeedbackRating;
  tokens?: string[];
  text?: string;
  people?: number;
};

const WEAK_WIFI = buildNetwork({
  connectionType: "wifi",
  wifiBand: "2.4GHz",
  wifiSignalStrengthPercentage: 28,
  subnet: "10.1.20.0",
});

const POOR_AUDIO = buildMedia({
  callerDevice: { captureDeviceName: "Jabra Evolve 65", renderDeviceName: "Jabra Evolve 65" },
  callerNetwork: WEAK_WIFI,
  streams: [
    buildStream("callerToCallee", { averageJitterMs: 62, averagePacketLossRate: 0.12 }),
    buildStream("calleeToCaller", { averageJitterMs: 9 }),
  ],
});

const GOOD_VIDEO = buildMedia({
  label: "main-video",
  kind: "video",
  callerNetwork: WEAK_WIFI,
  streams: [
    buildStream("callerToCallee", { averageVideoFrameRate: 24 }),
    buildStream("calleeToCaller", { averageVideoFrameLossPercentage: 4, averageVideoFrameRate: 5 }),
  ],
});

const TOO_FEW_PACKETS = buildMedia({
  streams: [
    buildStream("callerToCallee", { packetUtilization: 40 }),
    buildStream("calleeToCaller", { packetUtilization: 90 }),
  ],
});

/**
 * Alex's week of Mon 16 Nov 2026: 6 calls, 2 h 45 min, 1 poor and 1 unclassified, 3 asked and 2 rated (bad, good).
 */
const SAMPLES: SampleCall[] = [
  { callId: "c0000000-0000-4000-8000-000000000001", start: "2026-11-16T08:30:00Z", minutes: 30, other: MEGAN },
  {
    callId: "c0000000-0000-4000-8000-000000000002",
    start: "2026-11-17T09:00:00Z",
    minutes: 60,
    other: null,
    people: 5,
    modalities: ["audio", "video"],
    media: [POOR_AUDIO, GOOD_VIDEO],
    rating: "bad",
    tokens: ["DistortedSpeech", "Interruptions"],
    text: "robot *voices*",
  },
  { callId: "c0000000-0000-4000-8000-000000000003", start: "2026-11-17T13:00:00Z", minutes: 20, other: ADELE },
  {
    callId: "c0000000-0000-4000-8000-000000000004",
    start: "2026-11-18T10:00:00Z",
    minutes: 5,
    other: MEGAN,
    media: [TOO_FEW_PACKETS],
    rating: "notRated",
  },
  {
    callId: "c0000000-0000-4000-8000-000000000005",
    start: "2026-11-19T07:15:00Z",
    minutes: 45,
    other: null,
    people: 12,
    rating: "good",
  },
  { callId: "c0000000-0000-4000-8000-000000000006", start: "2026-11-20T14:00:00Z", minutes: 5, other: MEGAN },
];

function recordOf(sample: SampleCall): CallRecord {
  const start = new Date(sample.start);
  const end = new Date(start.getTime() + sample.minutes * 60_000);
  const feedback = sample.rating
    ? buildFeedback(sample.rating, { tokens: sample.tokens ?? [], text: sample.text ?? null })
    : null;
  const others =
    sample.other === null
      ? Array.from({ length: (sample.people ?? 2) - 1 }, (_, index) => buildPerson(`guest-${index}`))
      : [sample.other];
  return buildCallRecord({
    callId: sample.callId,
    type: sample.other === null ? "groupCall" : "peerToPeer",
    modalities: sample.modalities ?? ["audio"],
    organizer: ALEX,
    participants: [ALEX, ...others],
    sessions: [
      buildSession({
        sessionId: sample.callId,
        start,
        end,
        caller: buildParticipantEndpoint(ALEX, { feedback, applicationVersion: "27/1.0.0" }),
        callee: sample.other === null ? buildServiceEndpoint() : buildParticipantEndpoint(sample.other),
        ...(sample.media && { media: sample.media }),
      }),
    ],
  });
}

/** Every sample as Alex sees it, newest first. */
export function sampleDetails(): CallDetail[] {
  return SAMPLES.map(detailOf).reverse();
}

function detailOf(sample: SampleCall): CallDetail {
  const judged = judgeCallRecord(recordOf(sample));
  const participation = judged.participations.find(({ personId }) => personId === ALEX.id);
  if (!participation) throw new Error(`Alex is not in sample ${sample.callId}`);
  return {
    participation,
    call: judged.record,
    participantCount: judged.participations.length,
    sessions: judged.sessions,
    phoneCall: null,
  };
}

/** The samples behind the store's read model: only Alex has calls. */
export function sampleReads(details: CallDetail[] = sampleDetails()) {
  const own = (viewer: Viewer, personId: string): CallDetail[] =>
    viewer.personId === personId && personId === ALEX.id ? details : [];
  return {
    find: (viewer: Viewer, query: { personId: string; start: Date; end: Date }): Promise<Participation[]> =>
      Promise.resolve(
        own(viewer, query.personId)
          .map(({ participation }) => participation)
          .filter(({ start }) => start >= query.start && start < query.end),
      ),
    last: (viewer: Viewer, personId: string, before: Date): Promise<Participation | null> =>
      Promise.resolve(
        own(viewer, personId).find(({ participation }) => participation.start < before)?.participation ?? null,
      ),
    call: (viewer: Viewer, personId: string, callId: string): Promise<CallDetail | null> =>
      Promise.resolve(own(viewer, personId).find(({ call }) => call.callId === callId) ?? null),
    ownCallIds: (viewer: Viewer, prefix: string, limit: number): Promise<string[]> =>
      Promise.resolve(
        own(viewer, viewer.personId)
          .map(({ call }) => call.callId)
          .filter((callId) => callId.startsWith(prefix))
          .slice(0, limit),
      ),
    companions: (viewer: Viewer, { personId }: { personId: string }, name: string): Promise<Companion[]> => {
      const found = new Map<string, Companion>();
      for (const { participation, call } of own(viewer, personId)) {
        const { person } = participation.others;
        if (person === null || !(person.id === name || nameMatches(person.displayName, name))) continue;
        const companion = found.get(person.id) ?? { id: person.id, displayName: person.displayName, callIds: [] };
        found.set(person.id, { ...companion, callIds: [...companion.callIds, call.callId] });
      }
      return Promise.resolve([...found.values()]);
    },
  };
}
