import type { Db } from "mongodb";
import { participationKey } from "../../../src/store/participation-document.ts";
import { Random } from "../../../src/simulator/random.ts";
import { CONTEXT, NOW, type Department } from "./department.ts";
import { insertAll } from "./tenant-load.ts";

/** About since the year began. */
const DAYS = 320;
const DAY_MS = 86_400_000;

/** Somebody with more calls this year than anybody: the first person's calls again and again, evenly over the year. */
export async function insertHeavyPerson(database: Db, department: Department, calls: number): Promise<string> {
  const random = new Random("heavy person");
  const personId = random.guid();
  const [firstId] = department.people;
  const own = department.participations.filter((one) => one.personId === firstId);
  const documents = Array.from({ length: calls }, (_, index) => {
    const like = own[index % own.length];
    if (like === undefined) throw new Error("The first person has no calls.");
    const callId = random.guid();
    const start = new Date(NOW.getTime() - ((index + 1) / calls) * DAYS * DAY_MS);
    const moved = (instant: Date): Date => new Date(instant.getTime() + start.getTime() - like.start.getTime());
    return {
      ...like,
      _id: participationKey(CONTEXT.tenantId, callId, personId),
      callId,
      personId,
      start,
      end: moved(like.end),
      joined: like.joined && moved(like.joined),
      left: like.left && moved(like.left),
    };
  });
  await insertAll(database, "participations", documents, (document) => document);
  return personId;
}
