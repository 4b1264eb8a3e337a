// A worker thread cannot start from TypeScript: tsx is registered here first. Its require hook works inside this thread;
// the one for import would start another thread, which takes longer than loading everything.
import { createRequire } from "node:module";
import { register } from "tsx/cjs/api";

register();
createRequire(import.meta.url)("./worker.ts");
