import { z } from "zod";
import {
  CLIENT_PLATFORMS,
  type CallType,
  type ConnectionType,
  type MediaKind,
  type Modality,
  type ProductFamily,
  type TransportProtocol,
  type WifiBand,
} from "../../calls/call-record.ts";
import type { PersonKind } from "../../calls/person.ts";
import type { Quality } from "../../calls/stream-quality.ts";

/* Words of calls, as answers have them and as a query string may ask for them. */

export const callTypeSchema = z.enum(["groupCall", "peerToPeer", "unknown", "other"]) satisfies z.ZodType<CallType>;

export const modalitySchema = z.enum([
  "audio",
  "video",
  "videoBasedScreenSharing",
  "data",
  "screenSharing",
  "other",
]) satisfies z.ZodType<Modality>;

export const qualitySchema = z.enum(["good", "poor", "unclassified"]) satisfies z.ZodType<Quality>;

export const platformSchema = z.enum(CLIENT_PLATFORMS);

export const productFamilySchema = z.enum([
  "teams",
  "skypeForBusiness",
  "lync",
  "azureCommunicationServices",
  "unknown",
  "other",
]) satisfies z.ZodType<ProductFamily>;

export const connectionSchema = z.enum([
  "wired",
  "wifi",
  "mobile",
  "tunnel",
  "unknown",
  "other",
]) satisfies z.ZodType<ConnectionType>;

export const transportSchema = z.enum(["udp", "tcp", "unknown", "other"]) satisfies z.ZodType<TransportProtocol>;

export const wifiBandSchema = z.enum(["2.4GHz", "5GHz", "6GHz", "unknown", "other"]) satisfies z.ZodType<WifiBand>;

export const mediaKindSchema = z.enum(["audio", "video", "screenSharing", "other"]) satisfies z.ZodType<MediaKind>;

export const personKindSchema = z.enum([
  "user",
  "guest",
  "phone",
  "acsUser",
  "bot",
  "serviceAccount",
  "protected",
  "onPremises",
  "device",
  "other",
]) satisfies z.ZodType<PersonKind>;
