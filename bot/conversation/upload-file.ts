import type { Clock } from "../../src/clock.ts";
import { ServiceError } from "../../src/service-error.ts";

/** Puts a file where a person's OneDrive waits for it. Rejects with ServiceError "upload_refused" or "upload_failed". */
export type UploadFile = (url: URL, content: string) => Promise<void>;

/**
 * Microsoft lists no hosts of upload addresses; its example has one on contoso.sharepoint.com. OneDrive for work is
 * SharePoint, so these are SharePoint's domains in the worldwide cloud and in those of the US government.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 * https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges
 */
const UPLOAD_HOSTS = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us"];

/** Together with making the file less than the about 15 seconds that Teams waits for the answer to a click. */
const UPLOAD_WITHIN_MS = 5_000;

/**
 * The address as a URL that a file may go to, else null. It comes in an activity, so it is held to https and to
 * Microsoft's hosts: this service's network is not to be reached through it, nor a person's calls sent elsewhere.
 */
export function uploadUrlFrom(address: string): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isPlain = url.protocol === "https:" && url.port === "" && url.username === "" && url.password === "";
  const isMicrosoft = UPLOAD_HOSTS.some((host) => url.hostname.endsWith(host) && url.hostname.length > host.length);
  return isPlain && isMicrosoft ? url : null;
}

/** In one request, as an upload session of OneDrive takes it; never follows a redirect to elsewhere. */
export function createUploadFile(clock: Clock, request: typeof fetch = fetch): UploadFile {
  return async (url, content) => {
    const bytes = new TextEncoder().encode(content);
    const late = new AbortController();
    const done = new AbortController();
    void clock.sleep(UPLOAD_WITHIN_MS, done.signal).then(() => late.abort());
    try {
      const response = await request(url, {
        method: "PUT",
        redirect: "error",
        signal: late.signal,
        headers: {
          "content-type": "application/octet-stream",
          "content-range": `bytes 0-${bytes.length - 1}/${bytes.length}`,
        },
        body: bytes,
      });
      await response.body?.cancel();
      if (!response.ok) throw new ServiceError("upload_refused", "The file was refused.", { remedy: "retry" });
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      throw new ServiceError("upload_failed", "The file could not be sent.", { remedy: "retry", cause: error });
    } finally {
      done.abort();
    }
  };
}
