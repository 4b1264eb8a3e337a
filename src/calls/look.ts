/**
 * What was looked at of a person's calls by somebody else, without the content.
 * - `incident`: that the person is among those whom an incident, open since an instant, affects.
 * - `sentCall`: the call that the person sent to the helpdesk.
 * - `export`: everything that is stored of the person, by whoever operates the service.
 */
export type Look =
  | { what: "calls"; start: Date; end: Date }
  | { what: "lastCall"; before: Date }
  | { what: "call"; callId: string }
  | { what: "incident"; since: Date }
  | { what: "sentCall"; callId: string }
  | { what: "export" };

/** Who looks on the command line: whoever operates the service, of whom no id is known. */
export const OPERATOR_ID = "operator";
