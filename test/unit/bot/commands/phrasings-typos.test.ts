import {
  TODAY,
  YESTERDAY,
  THIS_WEEK,
  LAST_WEEK,
  LAST_MONTH,
  day,
  month,
  lastDays,
  calls,
  callsWith,
  poorCalls,
  feedback,
  type Phrasing,
} from "../../../support/asked-command.ts";
import { itReads, WEDNESDAY } from "../../../support/phrasing-table.ts";

const ASKED: Phrasing[] = [
  ["my cals this weak", calls()],
  ["yesterdy", calls(YESTERDAY)],
  ["my calls octobr", calls(month(2026, 10))],
  ["poor calss", poorCalls()],
  ["calls with anna yesterdy", callsWith(YESTERDAY, { person: "anna" })],
  ["shwo my calls", calls()],
  ["hepl", { intent: "help" }],
  ["calls wiht Anna lst week", callsWith(LAST_WEEK, { person: "Anna" })],
  ["export octobr", { intent: "export", periodName: month(2026, 10) }],
  ["who loked", { intent: "whoLooked" }],
  ["compare devces", { intent: "compareDevices", periodName: lastDays(30) }],
  ["langage chinese", { intent: "language", language: "zh-CN" }],
  ["pooor calls", poorCalls()],
  ["por calls", poorCalls()],
  ["my calls lst month", calls(LAST_MONTH)],
  ["my calls tday", calls(TODAY)],
  ["my calls lastweek", calls(LAST_WEEK)],
  ["my calls thisweek", calls()],
  ["calls on wify", calls(THIS_WEEK, { connection: "wifi" })],
  ["video clals with Anna", callsWith(THIS_WEEK, { person: "Anna", modality: "video" })],
  ["calls wth anna", callsWith(THIS_WEEK, { person: "anna" })],
  ["compare netwroks", { intent: "compareNetworks", periodName: lastDays(30) }],
  ["exprot last week", { intent: "export", periodName: LAST_WEEK }],
  ["feedbck", feedback()],
  ["my feeback", feedback()],
  ["languge english", { intent: "language", language: "en" }],
  ["calls from mondey", calls(day("2026-11-16"))],
  ["calls in sepember", calls(month(2026, 9))],
];

describe("phrasings with slips of the finger", () => {
  itReads(WEDNESDAY, ASKED);
});
