// A worker thread cannot start from TypeScript: tsx is registered here first.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
