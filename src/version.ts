import { readFileSync } from "node:fs";
import { z } from "zod";

const MANIFEST: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** Of the product, as package.json has it. */
export const VERSION = z.object({ version: z.string() }).parse(MANIFEST).version;
