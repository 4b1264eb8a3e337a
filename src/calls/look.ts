/**
 * What was looked at of a person's calls by somebody else, without the content.
 * - `incident`: that the person is among those whom an incident, open since an instant, affects.
 * - `sentCall`: the call that the person sent to the helpdesk.
 */
export type Look =
  | { what: "calls"; start: Date; end: Date }
  | { what: "lastCall"; before: Date }
  | { what: "call"; callId: string }
  | { what: "incident"; since: Date }
  | { what: "sentCall"; callId: string };
