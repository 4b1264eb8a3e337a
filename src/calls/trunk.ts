import { farEndpoint, ownEndpoint, ownLines, ownNetwork, type OwnSession, type Side } from "./own-session.ts";

/**
 * Where the media of a session with a telephone came from. Graph has no field for it; what it tells of the telephone's
 * side is the network of the session border controller or gateway that stands for it: its name, else its address.
 */
export function trunkOf(ownSessions: readonly OwnSession[]): string | null {
  for (const own of ownSessions) {
    const side = telephoneSide(own);
    if (side === null) continue;
    for (const media of ownLines(own)) {
      const { dnsSuffix, reflexiveIpAddress, ipAddress } = ownNetwork(media, side);
      const name = dnsSuffix ?? reflexiveIpAddress ?? ipAddress;
      if (name !== undefined) return name;
    }
  }
  return null;
}

function telephoneSide(own: OwnSession): Side | null {
  const { side } = own;
  if (ownEndpoint(own).person?.kind === "phone") return side;
  if (farEndpoint(own).person?.kind !== "phone") return null;
  return side === "caller" ? "callee" : "caller";
}
