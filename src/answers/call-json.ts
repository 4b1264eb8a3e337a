import type { CallDetail } from "../calls/answer.ts";
import { ratingValue, worstRating } from "../calls/feedback.ts";
import type { Participation, ParticipationRating } from "../calls/participation.ts";
import { phoneCallJson, type PhoneCallJson } from "./phone-call-json.ts";
import { sessionJson, type SessionJson } from "./session-json.ts";

export type CallJson = Pick<
  Participation,
  "callId" | "durationSeconds" | "role" | "modalities" | "quality" | "reasons" | "verdict"
> & {
  start: string;
  end: string;
  type: Participation["callType"];
  platform: string | null;
  feedback: FeedbackJson | null;
};

/** The worst of the person's answers in this call, or `notRated`; null stands for "not asked". */
export type FeedbackJson = RatingJson & { /** one for each session that was asked */ ratings: RatingJson[] };

export type RatingJson = {
  rating: string;
  /** 1–5; null when not answered */ value: number | null;
  tokens: string[];
  text?: string;
};

export type CallDetailJson = CallJson &
  Pick<
    Participation,
    "version" | "isLikelyMissed" | "others" | "client" | "device" | "network" | "streamCounts" | "failure"
  > & {
    joined: string | null;
    left: string | null;
    participantCount: number;
    sessions: SessionJson[];
    /** Null where the telephone logs have no row of this person's for the call. */
    phoneCall: PhoneCallJson | null;
  };

export function callJson(participation: Participation): CallJson {
  const { callId, start, end, durationSeconds, callType, role, modalities, client, quality } = participation;
  return {
    callId,
    start: start.toISOString(),
    end: end.toISOString(),
    durationSeconds,
    type: callType,
    role,
    modalities,
    platform: client?.platform ?? null,
    quality,
    reasons: participation.reasons,
    verdict: participation.verdict,
    feedback: feedbackJson(participation.ratings),
  };
}

export function callDetailJson({
  participation,
  participantCount,
  sessions,
  phoneCall,
}: Omit<CallDetail, "call">): CallDetailJson {
  const { version, isLikelyMissed, others, client, device, network, streamCounts, failure } = participation;
  return {
    ...callJson(participation),
    version,
    isLikelyMissed,
    joined: participation.joined?.toISOString() ?? null,
    left: participation.left?.toISOString() ?? null,
    participantCount,
    others,
    client,
    device,
    network,
    streamCounts,
    failure,
    sessions: sessions.map((session) => sessionJson(session, participation.personId)),
    phoneCall: phoneCall && phoneCallJson(phoneCall),
  };
}

function feedbackJson(ratings: readonly ParticipationRating[]): FeedbackJson | null {
  const worst = worstRating(ratings);
  return worst && { ...ratingJson(worst), ratings: ratings.map(ratingJson) };
}

function ratingJson({ rating, tokens, text }: ParticipationRating): RatingJson {
  return { rating, value: ratingValue(rating), tokens, ...(text === null ? {} : { text }) };
}
