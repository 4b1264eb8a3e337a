import { z } from "zod";
import { buildingFileText, readBuildingFile } from "../../calls/building-file.ts";
import { buildingFindingText } from "../../calls/building-finding.ts";
import { ServiceError } from "../../service-error.ts";
import type { Buildings, BuildingUpload } from "../../store/buildings.ts";
import type { Store } from "../../store/store.ts";
import type { BuildingFileRefusedJson, BuildingsPageJson } from "../api-types.ts";
import { DetailedError } from "../detailed-error.ts";
import { shortText, wholeNumberField } from "../parameters.ts";
import { fileRoute, route, uploadRoute, type Route } from "../route.ts";

export type BuildingsParts = {
  buildings: Buildings;
  people: Pick<Store["people"], "names">;
  /** A file that fits the simulated tenant; null outside simulated mode. */
  sample: string | null;
  /** Earlier calls are to be brought to what is stored now. */
  onChanged: () => void;
};

const MAX_FILE_BYTES = 20_000_000;
const ROWS_A_PAGE = 100;
const MOST_ROWS_A_PAGE = 500;
const TAB_SEPARATED = "text/tab-separated-values";
const CSV = "text/csv";
const CSV_UTF8 = "text/csv; charset=utf-8";

const rowSchema = z.strictObject({
  networkIp: z.string(),
  networkName: z.string(),
  networkRange: z.number(),
  buildingName: z.string(),
  ownershipType: z.string(),
  buildingType: z.string(),
  buildingOfficeType: z.string(),
  city: z.string(),
  zipCode: z.string(),
  country: z.string(),
  state: z.string(),
  region: z.string(),
  insideCorp: z.boolean(),
  expressRoute: z.boolean(),
  vpn: z.boolean(),
});

const pageSchema = z.strictObject({
  upload: z
    .strictObject({
      at: z.string(),
      by: z.strictObject({ id: z.string(), displayName: z.string().nullable() }),
      networks: z.number(),
      buildings: z.number(),
    })
    .nullable(),
  reapplied: z
    .strictObject({ looked: z.number(), changed: z.number(), total: z.number().nullable(), isDone: z.boolean() })
    .nullable(),
  rows: z.array(rowSchema),
  next: z.string().nullable(),
  hasSample: z.boolean(),
}) satisfies z.ZodType<BuildingsPageJson>;

/** The building data file: which building a subnet is in. */
export function buildingRoutes({ buildings, people, sample, onChanged }: BuildingsParts): Route[] {
  async function page(upload: BuildingUpload | null, from: number, limit: number): Promise<BuildingsPageJson> {
    if (upload === null) return { upload: null, reapplied: null, rows: [], next: null, hasSample: sample !== null };
    const { uploadId, at, by, networks, buildings: names, reapplied } = upload;
    const { looked, changed, total, finishedAt } = reapplied;
    const name = (await people.names([by])).get(by) ?? null;
    const end = from + limit;
    return {
      upload:
        networks === 0 ? null : { at: at.toISOString(), by: { id: by, displayName: name }, networks, buildings: names },
      reapplied: { looked, changed, total, isDone: finishedAt !== null },
      rows: await buildings.rows(from, limit),
      next: end < networks ? `${uploadId}.${end}` : null,
      hasSample: sample !== null,
    };
  }

  async function replaced(rows: Parameters<Buildings["replace"]>[0], by: string): Promise<BuildingsPageJson> {
    const upload = await buildings.replace(rows, by);
    onChanged();
    return page(upload, 0, ROWS_A_PAGE);
  }

  const routes = [
    route({
      method: "GET",
      path: "/api/admin/buildings",
      summary: "The building file that is used: who uploaded it, its lines, and how far earlier calls are",
      who: "admin",
      query: { cursor: shortText(60).optional(), limit: wholeNumberField(1, MOST_ROWS_A_PAGE).optional() },
      response: pageSchema,
      async handle({ query: { cursor, limit = ROWS_A_PAGE } }) {
        const upload = await buildings.current();
        return page(upload, cursor === undefined ? 0 : placeOf(cursor, upload), limit);
      },
    }),
    uploadRoute({
      method: "PUT",
      path: "/api/admin/buildings",
      summary: "Takes a building data file of the Call Quality Dashboard in the place of the one before",
      who: "admin",
      takes: [CSV, TAB_SEPARATED],
      bodyLimitBytes: MAX_FILE_BYTES,
      response: pageSchema,
      async handle({ viewer }, { contentType, bytes }) {
        const file = readBuildingFile(bytes, contentType === TAB_SEPARATED ? "\t" : ",");
        if (file.kind === "read") return replaced(file.buildings, viewer.personId);
        throw new DetailedError("building_file_refused", "The file has faults, and nothing of it was stored.", {
          findings: file.findings.map((finding) => ({ ...finding, message: buildingFindingText(finding) })),
          findingCount: file.findingCount,
        } satisfies Omit<BuildingFileRefusedJson, "code" | "message" | "requestId">);
      },
    }),
    route({
      method: "DELETE",
      path: "/api/admin/buildings",
      summary: "Removes the building file; calls are in no building then",
      who: "admin",
      response: pageSchema,
      async handle({ viewer }) {
        const upload = await buildings.current();
        const isThere = upload !== null && upload.networks > 0;
        return isThere ? replaced([], viewer.personId) : page(upload, 0, ROWS_A_PAGE);
      },
    }),
    fileRoute({
      method: "GET",
      path: "/api/admin/buildings.csv",
      summary: "The building file that is used, as a file",
      who: "admin",
      contentTypes: [CSV],
      async handle() {
        const parts: string[] = [];
        for await (const rows of buildings.allRows()) parts.push(buildingFileText(rows));
        if (parts.length === 0) throw new ServiceError("not_found", "There is no building file.");
        return { name: "buildings.csv", contentType: CSV_UTF8, content: parts.join("") };
      },
    }),
  ];
  return sample === null ? routes : [...routes, sampleRoute(sample)];
}

function sampleRoute(sample: string): Route {
  return fileRoute({
    method: "GET",
    path: "/api/admin/buildings/sample.csv",
    summary: "A building file that fits the simulated tenant, to try with",
    who: "admin",
    contentTypes: [CSV],
    handle: () => ({ name: "simulated-buildings.csv", contentType: CSV_UTF8, content: sample }),
  });
}

/** A cursor is of one upload: in another one the same row is another network. */
function placeOf(cursor: string, upload: BuildingUpload | null): number {
  const [, uploadId, place] = /^([0-9a-f-]{36})\.(\d{1,7})$/.exec(cursor) ?? [];
  if (uploadId === undefined) throw new ServiceError("bad_request", "cursor in the query string is not valid.");
  if (uploadId !== upload?.uploadId) throw new ServiceError("conflict", "The buildings were replaced. Begin again.");
  return Number(place);
}
