import { writeFile } from "node:fs/promises";
import { manifestFiles } from "./manifest-files.ts";

/*
 * `npm run package:manifest`: writes manifest.json and the localization files beside it from the catalogs of the bot.
 * They are kept in the repository, where the Microsoft 365 Agents Toolkit looks for them; a test fails when they are old.
 */

for (const [name, content] of await manifestFiles()) await writeFile(new URL(`../${name}`, import.meta.url), content);
