import { constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const COMPRESSED = /\.(js|css|html|svg|json)$/;

/** Writes `<file>.gz` beside every file that gains by it, so that the service need not compress while it serves. */
export function gzipAssets(): Plugin {
  return {
    name: "gzip-assets",
    apply: "build",
    enforce: "post",
    // After Vite's own, which still puts the preloaded chunks in.
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (!COMPRESSED.test(file.fileName)) continue;
          const content = file.type === "chunk" ? file.code : file.source;
          const source = gzipSync(content, { level: constants.Z_BEST_COMPRESSION });
          this.emitFile({ type: "asset", fileName: `${file.fileName}.gz`, source });
        }
      },
    },
  };
}
