import { z } from "zod";
import type { PhoneCallJson } from "../../answers/phone-call-json.ts";
import { PHONE_CALL_KINDS } from "../../calls/phone-call.ts";

export const phoneCallSchema = z.strictObject({
  kind: z.enum(PHONE_CALL_KINDS),
  direction: z.enum(["incoming", "outgoing", "unknown"]),
  callType: z.string().nullable(),
  number: z.string().nullable(),
  callerNumber: z.string().nullable(),
  calleeNumber: z.string().nullable(),
  start: z.string(),
  end: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  charge: z
    .strictObject({
      amount: z.number(),
      connectionAmount: z.number().nullable(),
      currency: z.string().nullable(),
    })
    .nullable(),
  sip: z
    .strictObject({
      finalCode: z.number().nullable(),
      finalCodePhrase: z.string().nullable(),
      callEndSubReason: z.number().nullable(),
    })
    .nullable(),
  isSuccessful: z.boolean().nullable(),
  trunk: z.string().nullable(),
  joinedBy: z.enum(["correlationId", "personAndStart"]),
}) satisfies z.ZodType<PhoneCallJson>;
