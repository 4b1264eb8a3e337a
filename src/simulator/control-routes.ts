import type { Clock } from "../clock.ts";
import type { Faults, FaultSwitches } from "./faults.ts";
import type { GroundTruth } from "./ground-truth.ts";
import { isJsonObject } from "./json-value.ts";
import type { SimulatedPerson } from "./person-model.ts";
import type { SubscriptionStore } from "./subscription-store.ts";

export type ControlWorld = {
  clock: Clock;
  people: readonly SimulatedPerson[];
  suggestedPerson: SimulatedPerson;
  truth: GroundTruth;
  faults: FaultSwitches;
  store: SubscriptionStore;
  counts: () => unknown;
  endCall: () => string;
  processDue: () => Promise<void>;
};

export type ControlAnswer = { status: number; body: unknown };

const ACTIONS = ["vanishSubscription", "sendMissed", "requireReauthorization", "expireTokens", "throttleNext"] as const;

/** The strings that pull the simulated tenant from outside: everything below /_simulator, in JSON. */
export async function controlRoutes(
  world: ControlWorld,
  method: string,
  url: URL,
  body: string,
): Promise<ControlAnswer> {
  const route = `${method} ${url.pathname.slice("/_simulator/".length)}`;
  const input = parseInput(body);
  switch (route) {
    case "GET people":
      return ok({ people: world.people, suggestedPerson: world.suggestedPerson });
    case "GET truth":
      return ok({ calls: world.truth.calls() });
    case "GET truth/summary":
      return summary(world, url.searchParams);
    case "GET truth/phone-calls":
      return ok({ phoneCalls: world.truth.phoneCalls() });
    case "GET sickness":
      return ok({ windows: world.truth.sickness(periodOf(url.searchParams)) });
    case "GET faults":
      return ok(faultRates(world.faults));
    case "PUT faults":
      return setFaults(world.faults, input);
    case "GET subscriptions":
      return ok({ subscriptions: world.store.describe(world.clock.now().getTime()) });
    case "GET deliveries":
      return ok(world.counts());
    case "GET clock":
      return ok({ now: world.clock.now() });
    case "POST clock/advance":
      return advance(world, input);
    case "POST calls/end":
      return ok({ callId: world.endCall() });
    default:
      return act(world, route, url, input);
  }
}

function ok(body: unknown): ControlAnswer {
  return { status: 200, body };
}

function refuse(status: number, message: string): ControlAnswer {
  return { status, body: { error: message } };
}

function parseInput(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function periodOf(query: URLSearchParams): { start: Date; end: Date } {
  return { start: new Date(query.get("start") ?? ""), end: new Date(query.get("end") ?? "") };
}

function summary(world: ControlWorld, query: URLSearchParams): ControlAnswer {
  const period = periodOf(query);
  const personId = query.get("personId") ?? world.suggestedPerson.id;
  if (Number.isNaN(period.start.getTime()) || Number.isNaN(period.end.getTime())) {
    return refuse(400, "start and end must be instants.");
  }
  return ok(world.truth.summary(personId, period, query.get("timeZone") ?? "UTC"));
}

/** The rates without the actions. */
export function faultRates(faults: FaultSwitches): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([, value]) => typeof value === "number")) as Faults;
}

function setFaults(faults: FaultSwitches, input: Record<string, unknown>): ControlAnswer {
  const known = faultRates(faults);
  const wrong = Object.entries(input).filter(
    ([name, value]) => !(name in known) || typeof value !== "number" || value < 0,
  );
  if (wrong.length > 0) return refuse(400, `Not a fault rate: ${wrong.map(([name]) => name).join(", ")}.`);
  Object.assign(faults, input);
  return ok(faultRates(faults));
}

async function advance(world: ControlWorld, input: Record<string, unknown>): Promise<ControlAnswer> {
  const clock: Clock & { advance?: unknown } = world.clock;
  const seconds = input["seconds"];
  if (typeof clock.advance !== "function") return refuse(409, "This clock cannot be driven.");
  if (typeof seconds !== "number" || seconds < 0) return refuse(400, "seconds must be a number.");
  await (clock.advance as (ms: number) => unknown).call(clock, seconds * 1000);
  await world.processDue();
  return ok({ now: clock.now() });
}

function act(world: ControlWorld, route: string, url: URL, input: Record<string, unknown>): ControlAnswer {
  const call = /^GET truth\/calls\/(.+)$/.exec(route);
  if (call) {
    const found = world.truth.call(call[1] ?? "");
    return found ? ok(found) : refuse(404, "No such call, or its record is not ready.");
  }
  const action = ACTIONS.find((name) => route === `POST faults/${name}`);
  const id = typeof input["subscriptionId"] === "string" ? input["subscriptionId"] : undefined;
  switch (action) {
    case "vanishSubscription":
      world.faults.vanishSubscription(id, { notify: input["notify"] === true });
      return ok({});
    case "requireReauthorization":
      world.faults.requireReauthorization(id);
      return ok({});
    case "sendMissed":
      world.faults.sendMissed();
      return ok({});
    case "expireTokens":
      world.faults.expireTokens();
      return ok({});
    case "throttleNext":
      world.faults.throttleNext(typeof input["requests"] === "number" ? input["requests"] : 10);
      return ok({});
    case undefined:
      return refuse(404, `Nothing at ${url.pathname}.`);
  }
}
