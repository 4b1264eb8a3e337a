import type { Device, Endpoint, Network } from "../calls/call-record.ts";
import type { JudgedSession } from "../calls/judged-call-record.ts";

const HIDDEN_DEVICE: Device = {};
const HIDDEN_NETWORK: Network = { connectionType: "unknown", transportProtocol: "unknown", wifiBand: "unknown" };

/**
 * A session as one of its people may see it: who is on the other side, and what was measured, but not the other
 * person's rating, machine, devices or network. A service on the other side has nothing to hide.
 */
export function ownSession(session: JudgedSession, personId: string): JudgedSession {
  const hideCaller = session.caller.person?.id !== personId && session.caller.kind === "participant";
  const hideCallee = session.callee.person?.id !== personId && session.callee.kind === "participant";
  if (!hideCaller && !hideCallee) return session;
  return {
    ...session,
    caller: hideCaller ? hiddenEndpoint(session.caller) : session.caller,
    callee: hideCallee ? hiddenEndpoint(session.callee) : session.callee,
    segments: session.segments.map((segment) => ({
      ...segment,
      media: segment.media.map((media) => ({
        ...media,
        ...(hideCaller && { callerDevice: HIDDEN_DEVICE, callerNetwork: HIDDEN_NETWORK }),
        ...(hideCallee && { calleeDevice: HIDDEN_DEVICE, calleeNetwork: HIDDEN_NETWORK }),
      })),
    })),
  };
}

function hiddenEndpoint({ kind, person, platform, productFamily, serviceRole }: Endpoint): Endpoint {
  return {
    kind,
    person,
    feedback: null,
    platform,
    productFamily,
    serviceRole,
    userAgent: null,
    applicationVersion: null,
    azureAdAppId: null,
    communicationServiceId: null,
    machineName: null,
    cpuName: null,
    cpuCoresCount: null,
    cpuProcessorSpeedMhz: null,
  };
}
