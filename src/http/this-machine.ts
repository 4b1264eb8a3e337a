import type { IncomingMessage } from "node:http";

const LOOPBACK_ADDRESSES = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;
const LOOPBACK_HOSTS = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/**
 * The connection's own address, not a header's; nothing that a tunnel or proxy on this machine passed on; and the name
 * that was asked for, since a page in a browser on this machine may have another one point here.
 */
export function comesFromThisMachine({ socket, headers }: Pick<IncomingMessage, "socket" | "headers">): boolean {
  return (
    LOOPBACK_ADDRESSES.test(socket.remoteAddress ?? "") &&
    LOOPBACK_HOSTS.test(headers.host ?? "") &&
    FORWARDED.every((name) => headers[name] === undefined)
  );
}
