import type {
  AdminIncidentJson,
  AlertChannelJson,
  AlertRuleJson,
  AlertRuleTrialJson,
  AlertsPageJson,
  BuildingsPageJson,
  CallPageJson,
  CallsPageJson,
  CallTotalsJson,
  ErasedJson,
  FeedbackPageJson,
  HelpRequestJson,
  HelpRequestsJson,
  MeJson,
  OrganizationPageJson,
  OverviewJson,
  PeopleFoundJson,
  PersonCallJson,
  PersonPageJson,
  PrivacyJson,
  RevealedPeopleJson,
  SentCallJson,
  SentCallsJson,
  SignedInJson,
  StartJson,
  StatusPageJson,
} from "../../src/http/api-types.ts";

declare const answer: unique symbol;

/** A route of the service's API with the type of its answer, which is there for the type checker only. */
export type ApiRoute<Answer> = { path: string; readonly [answer]?: Answer };

/** A route that gives a file. */
export type FileRoute = { file: string };

/** What stands in a query string; null and undefined are left out. */
export type ApiParams = Readonly<Record<string, string | number | boolean | null | undefined>>;

const route = <Answer>(path: string): ApiRoute<Answer> => ({ path });
const id = encodeURIComponent;

/** Every route that the tab asks. */
export const API = {
  start: route<StartJson>("/api/start"),
  simulatedSignIn: route<SignedInJson>("/api/simulated/sign-in"),
  me: route<MeJson>("/api/me"),
  preferences: route<MeJson>("/api/me/preferences"),
  overview: route<OverviewJson>("/api/me/overview"),
  calls: route<CallsPageJson>("/api/me/calls"),
  callsFile: { file: "/api/me/calls.csv" },
  callTotals: route<CallTotalsJson>("/api/me/calls/totals"),
  call: (callId: string) => route<CallPageJson>(`/api/me/calls/${id(callId)}`),
  callHelp: (callId: string) => route<HelpRequestJson>(`/api/me/calls/${id(callId)}/help`),
  help: route<HelpRequestsJson>("/api/me/help"),
  feedback: route<FeedbackPageJson>("/api/me/feedback"),
  privacy: route<PrivacyJson>("/api/me/privacy"),
  export: { file: "/api/me/privacy/export" },
  erase: route<ErasedJson>("/api/me/privacy/erase"),
  organization: route<OrganizationPageJson>("/api/admin/organization"),
  status: route<StatusPageJson>("/api/admin/status"),
  buildings: route<BuildingsPageJson>("/api/admin/buildings"),
  buildingsFile: { file: "/api/admin/buildings.csv" },
  sampleBuildingsFile: { file: "/api/admin/buildings/sample.csv" },
  alerts: route<AlertsPageJson>("/api/admin/alerts"),
  alertRule: (ruleId: string) => route<AlertRuleJson>(`/api/admin/alerts/rules/${id(ruleId)}`),
  alertRuleTrial: (ruleId: string) => route<AlertRuleTrialJson>(`/api/admin/alerts/rules/${id(ruleId)}/try`),
  alertChannel: (channelId: string) => route<AlertChannelJson>(`/api/admin/alerts/channels/${id(channelId)}`),
  incident: (incidentId: string, action: "acknowledge" | "mute" | "unmute" | "assign") =>
    route<AdminIncidentJson>(`/api/admin/alerts/incidents/${id(incidentId)}/${action}`),
  revealedPeople: (incidentId: string) =>
    route<RevealedPeopleJson>(`/api/admin/alerts/incidents/${id(incidentId)}/reveal`),
  sentCalls: route<SentCallsJson>("/api/admin/help"),
  sentCall: (requestId: string) => route<SentCallJson>(`/api/admin/help/${id(requestId)}`),
  people: route<PeopleFoundJson>("/api/admin/people/search"),
  personCalls: (personId: string) => route<PersonPageJson>(`/api/admin/people/${id(personId)}/calls`),
  personCall: (personId: string, callId: string) =>
    route<PersonCallJson>(`/api/admin/people/${id(personId)}/calls/${id(callId)}`),
} as const;
