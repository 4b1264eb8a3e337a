import { readFile } from "node:fs/promises";

/** What a Bicep file declares, as far as lines tell: there is no Bicep compiler on npm. */
export type BicepFile = {
  text: string;
  parameters: { name: string; hasDefault: boolean }[];
  outputs: string[];
  /** Of resources: type and version of the API, "Microsoft.Web/sites@2024-04-01". */
  resources: { symbol: string; type: string }[];
  modules: { file: string; parameters: string[] }[];
};

/** Reads a file of infra/. */
export async function readBicepFile(name: string): Promise<BicepFile> {
  const text = await readFile(new URL(`../../infra/${name}`, import.meta.url), "utf8");
  return {
    text,
    parameters: [...text.matchAll(/^param (\w+) \w+( =)?/gm)].map(([, parameter = "", equals]) => ({
      name: parameter,
      hasDefault: equals !== undefined,
    })),
    outputs: [...text.matchAll(/^output (\w+) /gm)].map(([, output = ""]) => output),
    resources: [...text.matchAll(/^resource (\w+) '([^']+)'/gm)].map(([, symbol = "", type = ""]) => ({
      symbol,
      type,
    })),
    modules: [...text.matchAll(/^module \w+ '([^']+)'.*?\n {2}params: \{\n(.*?)\n {2}\}/gms)].map(
      ([, file = "", block = ""]) => ({
        file,
        parameters: [...block.matchAll(/^ {4}(\w+):/gm)].map(([, parameter = ""]) => parameter),
      }),
    ),
  };
}
