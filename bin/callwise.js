#!/usr/bin/env node
// The sources run as they are: tsx strips the types while loading, so there is no build that could be stale.
import { register } from "tsx/esm/api";

register();
const { run } = await import("../src/cli.ts");
await run(process.argv.slice(2));
