/**
 * Secrets live apart from the rest of the configuration, so that a config can be logged or shown and this cannot:
 * turning it into text gives nothing.
 */
export class Secrets {
  readonly #values: {
    clientSecret: string | null;
    botPassword: string | null;
    mongodbUri: string | null;
    alertWebhook: { url: string; secret: string } | null;
  };

  constructor(environment: Record<string, string>) {
    const { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret } = environment;
    this.#values = {
      clientSecret: environment["CLIENT_SECRET"] ?? null,
      botPassword: environment["BOT_PASSWORD"] ?? null,
      mongodbUri: environment["MONGODB_URI"] ?? null,
      alertWebhook: url === undefined || secret === undefined ? null : { url, secret },
    };
  }

  get clientSecret(): string | null {
    return this.#values.clientSecret;
  }

  get botPassword(): string | null {
    return this.#values.botPassword;
  }

  /** A connection string may hold a password, so it is a secret as a whole. */
  get mongodbUri(): string | null {
    return this.#values.mongodbUri;
  }

  /** The address may hold a password, too. */
  get alertWebhook(): { url: string; secret: string } | null {
    return this.#values.alertWebhook;
  }

  toJSON(): string {
    return "[secrets]";
  }

  toString(): string {
    return "[secrets]";
  }
}
