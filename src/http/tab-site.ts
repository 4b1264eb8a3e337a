import path from "node:path";
import express, { type Request, type Response, type Router } from "express";

/** The build names a file in it for its content. */
const HASHED = "assets/";
const FOREVER = "public, max-age=31536000, immutable";
const ASK_AGAIN = "no-cache";
/** Of what the build compresses. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
};

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<title>Callwise</title>
<p>The tab is not built yet. Run <code>npm run build</code>, then load this page again.</p>
</html>
`;

/**
 * The built tab below /tab/: its files, and its page for every path that is none, since the tab reads the path itself.
 * A file's `.gz` beside it is sent to whoever takes it. Without a build it is a page with status 503 that says so.
 *
 * @param directory where the build is
 */
export function createTabSite({ directory }: { directory: string }): Router {
  const router = express.Router({ caseSensitive: true, strict: true });

  router.get("/", (_request, response) => response.redirect("/tab/"));
  router.get("/tab", (request, response) => response.redirect(`/tab/${queryOf(request)}`));
  router.get("/tab/{*file}", async (request, response, next) => {
    const file = fileOf(request);
    if (file !== null) return (await sendBest(request, response, file)) ? undefined : next();
    if (await sendBest(request, response, "index.html")) return;
    response.set({ "cache-control": "no-store", "retry-after": "60" });
    response.status(503).type("html").send(NOT_BUILT);
  });

  /** The compressed form to whoever takes it. False when there is no such file. */
  async function sendBest(request: Request, response: Response, file: string): Promise<boolean> {
    const headers = { "cache-control": file.startsWith(HASHED) ? FOREVER : ASK_AGAIN, vary: "accept-encoding" };
    const contentType = CONTENT_TYPES[path.extname(file)];
    if (contentType !== undefined && request.acceptsEncodings("gzip") !== false) {
      const compressed = { ...headers, "content-type": contentType, "content-encoding": "gzip" };
      if (await sendFile(response, `${file}.gz`, compressed)) return true;
    }
    return sendFile(response, file, headers);
  }

  /** Express itself keeps within the folder, and away from files that begin with a dot. */
  function sendFile(response: Response, file: string, headers: Record<string, string>): Promise<boolean> {
    return new Promise((resolve) => {
      response.sendFile(file, { root: directory, headers, cacheControl: false, acceptRanges: false }, (error) =>
        resolve(!(error instanceof Error) || response.headersSent),
      );
    });
  }

  return router;
}

/** The file that is asked for; null for a page of the tab, whose path has no extension. */
function fileOf(request: Request): string | null {
  const file = request.path.slice("/tab/".length);
  return file.startsWith(HASHED) || path.extname(file) !== "" ? file : null;
}

function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf("?");
  return start < 0 ? "" : originalUrl.slice(start);
}
