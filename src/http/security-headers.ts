import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Where Teams shows a tab: its web client under the former and the present name; its desktop and mobile clients are
 * one of them or no frame at all. Source: learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements.
 */
const TEAMS_FRAMES = ["https://teams.microsoft.com", "https://*.teams.microsoft.com", "https://teams.cloud.microsoft"];

const HSTS_SECONDS = 365 * 86_400;

export type SecurityOptions = {
  /** Whether people reach the service by https, as a proxy before it may have it. */
  isHttps: boolean;
  /** Whether a page of this very service may show the tab in a frame: in simulated mode, in place of Teams. */
  framesItself: boolean;
};

/**
 * Headers of every answer: only Teams may frame the tab, and the tab loads and asks nothing but this service. Styles
 * may stand inline, as Fluent UI writes them.
 */
export function securityHeaders({ isHttps, framesItself }: SecurityOptions): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "script-src-attr": ["'none'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": framesItself ? ["'self'", ...TEAMS_FRAMES] : TEAMS_FRAMES,
      },
    },
    // It knows no list of hosts, and would keep Teams out.
    xFrameOptions: false,
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: isHttps ? { maxAge: HSTS_SECONDS, includeSubDomains: false } : false,
  });
}
