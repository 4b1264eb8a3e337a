import type { Db } from "mongodb";

type InboxDocument = { notified: { callIds: string[] }[] };

/** Every call that was notified, by what is stored: as a job, or on its way to be one. */
export async function acceptedCalls(database: Db): Promise<Set<string>> {
  const accepted = new Set<string>();
  const jobs = database.collection("ingestJobs").find().project<{ callId: string }>({ callId: 1 });
  for await (const { callId } of jobs) accepted.add(callId);
  for await (const { notified } of database.collection<InboxDocument>("notificationInbox").find()) {
    for (const { callIds } of notified) for (const callId of callIds) accepted.add(callId);
  }
  return accepted;
}
