import type { Device, Endpoint, Media, Network, StreamDirection } from "./call-record.ts";
import type { JudgedMedia, JudgedSession } from "./judged-call-record.ts";
import type { OwnDirection, StreamReason } from "./stream-quality.ts";

/** A session seen by one of its people. */
export type OwnSession = {
  session: JudgedSession;
  side: Side;
  /** Of both directions, in the session's order. */
  poorStreams: PoorStream[];
};

export type Side = "caller" | "callee";

export type PoorStream = {
  media: JudgedMedia;
  direction: StreamDirection;
  reasons: StreamReason[];
};

export function ownEndpoint({ session, side }: OwnSession): Endpoint {
  return session[side];
}

export function farEndpoint({ session, side }: OwnSession): Endpoint {
  return side === "caller" ? session.callee : session.caller;
}

export function ownDevice(media: Pick<Media, "callerDevice" | "calleeDevice">, side: Side): Device {
  return side === "caller" ? media.callerDevice : media.calleeDevice;
}

export function ownNetwork(media: Pick<Media, "callerNetwork" | "calleeNetwork">, side: Side): Network {
  return side === "caller" ? media.callerNetwork : media.calleeNetwork;
}

/** What the person heard (or saw) is what came to their side; the receiving side measured it. */
export function ownDirection(direction: StreamDirection, side: Side): OwnDirection {
  const receiver = direction === "callerToCallee" ? "callee" : "caller";
  return receiver === side ? "heard" : "sent";
}

/** The lines of every segment, in order. */
export function ownLines({ session }: OwnSession): JudgedMedia[] {
  return session.segments.flatMap((segment) => segment.media);
}
