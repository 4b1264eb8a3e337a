import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator } from "playwright-core";
import { answerQuestion } from "../../bot/commands/answer-question.ts";
import { resolvePeriod, type Period, type PeriodName } from "../../src/calls/period.ts";
import { answerPartsOf } from "../../src/service-answers.ts";
import type { SimulatedPerson } from "../../src/simulator/person-model.ts";
import type { TrueCall } from "../../src/simulator/true-call.ts";
import type { TrueSummary } from "../../src/simulator/true-summary.ts";
import { ScaledClock } from "./chaos-clock.ts";
import { startLocalClient, type LocalClient } from "./local-client.ts";
import { startRunningService, type RunningService } from "./running-service.ts";
import { ShownCard } from "./shown-card.ts";
import { TeamsPage } from "./teams-page.ts";

export const STAGE_TIME_ZONE = "Europe/Berlin";
export const SCREENSHOTS = fileURLToPath(new URL("../../screenshots", import.meta.url));

/** A Friday, so that this week has calls and a weekend is to come, whenever the tests are run. */
const NOW = new Date("2026-11-20T14:00:00Z");
const DAYS_AT_ONCE = 50;
/** Graph's limits for listing would make the first listing of all calls take a minute. */
const LISTING_SPEED = 8;
/** What the cards look like in Teams' full width, and on a phone. */
const WIDTHS = { wide: 760, narrow: 320 };

type Parts = { running: RunningService; client: LocalClient; page: TeamsPage };

/** The whole product on a simulated tenant, with Microsoft's local client open in Chromium before somebody who is an admin. */
export class TeamsStage {
  readonly #clock = ScaledClock.startingAt(NOW, LISTING_SPEED);
  #parts: Partial<Parts> = {};

  async start(): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true });
    const running = await startRunningService({
      people: 5,
      pastDays: 13,
      seed: 7,
      clock: this.#clock,
      // The sign-in library reads the machine's clock.
      tokenLifetimeSeconds: 1e7,
      settings: { DEFAULT_TIME_ZONE: STAGE_TIME_ZONE, RETENTION_DAYS: "3650" },
      adminIds: ({ suggestedPerson, people }) => [suggestedPerson.id, otherOf(people, suggestedPerson).id],
    });
    this.#parts.running = running;
    const { suggestedPerson } = running.tenant;
    await running.settled();
    this.#clock.take(this.#clock.changed({ speed: 1 }));
    this.#parts.client = await startLocalClient({
      botEndpoint: `${running.service.address}/api/messages`,
      aadObjectId: suggestedPerson.id,
      timeZone: STAGE_TIME_ZONE,
    });
    this.#parts.page = await TeamsPage.open(this.client.origin);
  }

  get running(): RunningService {
    return present(this.#parts.running);
  }

  get client(): LocalClient {
    return present(this.#parts.client);
  }

  get page(): TeamsPage {
    return present(this.#parts.page);
  }

  /** Who sits before the client. */
  get person(): SimulatedPerson {
    return this.running.tenant.suggestedPerson;
  }

  /** Another person, who is an admin too. */
  get other(): SimulatedPerson {
    return otherOf(this.running.tenant.people, this.person);
  }

  /** Computes the organization's figures of every day that changed, which is due every minute. */
  async computeRollups(): Promise<void> {
    const { rollups } = this.running.service.store;
    while ((await rollups.refresh(DAYS_AT_ONCE)) > 0);
  }

  /** The other admin asks, elsewhere: the client knows one person only. */
  async askAsOther(text: string): Promise<void> {
    const { store } = this.running.service;
    const readStatus = (): Promise<never> => Promise.reject(new Error("not asked for"));
    const parts = answerPartsOf({
      store,
      config: { defaultTimeZone: STAGE_TIME_ZONE, isAnonymous: false },
      readStatus,
      alerts: null,
    });
    const personId = this.other.id;
    const viewer = { personId, isAdmin: true };
    const now = this.#clock.now();
    const asked = { text, viewer, personId, now, timeZone: STAGE_TIME_ZONE, locale: "en", conversation: null };
    await answerQuestion(asked, parts);
  }

  period(name: PeriodName): Period {
    return resolvePeriod(name, this.#clock.now(), STAGE_TIME_ZONE);
  }

  /** What is true of the person's calls. */
  truth(name: PeriodName): TrueSummary {
    return this.running.tenant.groundTruth.summary(this.person.id, this.period(name), STAGE_TIME_ZONE);
  }

  /** The person's calls of a period, newest first. */
  calls(name: PeriodName): TrueCall[] {
    const { start, end } = this.period(name);
    return this.running.tenant.groundTruth
      .calls()
      .filter((call) => call.start >= start && call.start < end)
      .filter(({ participations }) => participations.some(({ personId }) => personId === this.person.id))
      .sort((left, right) => right.start.getTime() - left.start.getTime());
  }

  /** Asks in the personal chat; resolves with the card that answers. Pictures are taken of it under `name`. */
  async ask(text: string, name: string): Promise<{ card: Locator; shown: ShownCard }> {
    const card = await this.page.cardAfter(() => this.client.send(text));
    const shown = await ShownCard.read(card);
    await this.shoot(card, name);
    return { card, shown };
  }

  async shoot(card: Locator, name: string): Promise<void> {
    for (const [look, width] of Object.entries(WIDTHS)) {
      await this.page.shoot(card, width, join(SCREENSHOTS, `${name}-${look}.png`));
    }
  }

  async stop(): Promise<void> {
    await this.#parts.page?.close();
    await this.#parts.client?.stop();
    await this.#parts.running?.stop();
  }
}

function otherOf(people: readonly SimulatedPerson[], person: SimulatedPerson): SimulatedPerson {
  return present(people.find(({ id }) => id !== person.id));
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the stage is not set");
  return value;
}
