import type { Participation } from "./participation.ts";

/** One call that its person sent to the helpdesk: admins may read it, and nothing else of the person, for some days. */
export type HelpRequest = {
  /** Says nothing of the person or the call: it stands in channels. */
  id: string;
  personId: string;
  callId: string;
  callStart: Date;
  /** What the person wrote. */
  note: string | null;
  /** What the card tells of the call, as it was when it was sent; null once the request is over. */
  evidence: HelpEvidence | null;
  at: Date;
  until: Date;
  /** When it was revoked or ran out; null while the call is readable. */
  endedAt: Date | null;
  /** Grows with every change of what its card says. */
  revision: number;
};

/** Of the person's own part of the call: nobody else in it, and no name, address or comment. */
export type HelpEvidence = Pick<
  Participation,
  | "durationSeconds"
  | "modalities"
  | "quality"
  | "verdict"
  | "reasons"
  | "ratings"
  | "client"
  | "device"
  | "network"
  | "failure"
>;

export const HELP_DAYS = { least: 1, most: 30, usual: 7 };
export const LONGEST_NOTE = 500;

const DAY_MS = 86_400_000;

/** What goes with a call that is sent. */
export function helpEvidence(participation: Participation): HelpEvidence {
  const { durationSeconds, modalities, quality, verdict, reasons, ratings, client, device, network, failure } =
    participation;
  return {
    durationSeconds,
    modalities,
    quality,
    verdict,
    reasons,
    ratings: ratings.map((rating) => ({ ...rating, text: null })),
    client,
    // A machine is often named for its owner.
    device: device && { ...device, machineName: null },
    network: network && { ...network, reflexiveIpAddress: null, basicServiceSetIdentifier: null },
    failure,
  };
}

/** Until when a call that is sent now for so many days is readable; days beyond the limits are held to them. */
export function helpUntil(now: Date, days: number): Date {
  const { least, most } = HELP_DAYS;
  return new Date(now.getTime() + Math.min(most, Math.max(least, Math.floor(days))) * DAY_MS);
}

/** Whether admins may read the call now. */
export function isReadable({ endedAt, until }: HelpRequest, now: Date): boolean {
  return endedAt === null && until > now;
}
