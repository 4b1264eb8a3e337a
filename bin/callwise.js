#!/usr/bin/env node
// The sources run as they are: tsx strips the types while loading, so there is no build to be stale.
import { register } from "tsx/esm/api";

register();
await import("../src/cli.ts");
