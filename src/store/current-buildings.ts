import type { Building } from "../calls/building.ts";
import { createBuildingLookup, NO_BUILDINGS, type BuildingOf } from "../calls/building-lookup.ts";
import { ServiceError } from "../service-error.ts";
import { chunkKeys, type BuildingChunkDocument, type BuildingUploadDocument } from "./building-documents.ts";
import { shareTrip } from "./shared-trip.ts";
import type { StoreContext } from "./store-context.ts";

/** What is published now. `uploadId` is null before the first upload. */
export type CurrentBuildings = {
  uploadId(): Promise<string | null>;
  lookup(): Promise<{ uploadId: string | null; buildingOf: BuildingOf }>;
};

const MAX_READS = 5;

/**
 * Which buildings are published is read each time, a document of a few bytes; the lookup is made once an upload and
 * process. Throws ServiceError "store_busy" when uploads replace each other faster than they are read.
 */
export function createCurrentBuildings({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): CurrentBuildings {
  const uploads = database.collection<BuildingUploadDocument>("buildingUploads");
  const chunks = database.collection<BuildingChunkDocument>("buildingChunks");
  let made: { uploadId: string; buildingOf: Promise<BuildingOf | null> } | null = null;

  /** As it is after the ask. */
  const published = shareTrip(async (asked: string[]) => {
    const projection = { uploadId: 1, chunks: 1 } as const;
    const upload: Pick<BuildingUploadDocument, "uploadId" | "chunks"> | null = await uploads.findOne(
      { _id: tenantId },
      { projection },
    );
    return asked.map(() => upload);
  });

  /** Null when the upload was replaced, and its lines removed, meanwhile. */
  async function make(uploadId: string, expectedChunks: number): Promise<BuildingOf | null> {
    const found = await chunks.find({ _id: chunkKeys(tenantId, uploadId) }).toArray();
    return found.length === expectedChunks ? createBuildingLookup(rowsOf(found)) : null;
  }

  return {
    uploadId: async () => (await published(tenantId))?.uploadId ?? null,

    async lookup() {
      for (let reads = 1; reads <= MAX_READS; reads += 1) {
        const upload = await published(tenantId);
        if (upload === null) return { uploadId: null, buildingOf: NO_BUILDINGS };
        const { uploadId } = upload;
        if (made?.uploadId !== uploadId) made = { uploadId, buildingOf: make(uploadId, upload.chunks) };
        const making = made;
        const buildingOf = await making.buildingOf.catch((error: unknown) => {
          if (made === making) made = null;
          throw error;
        });
        if (buildingOf !== null) return { uploadId, buildingOf };
        if (made === making) made = null;
      }
      throw new ServiceError("store_busy", "The buildings are being replaced.", { remedy: "retry" });
    },
  };
}

function* rowsOf(found: readonly BuildingChunkDocument[]): Generator<Building> {
  for (const { rows } of found) yield* rows;
}
