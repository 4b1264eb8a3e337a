/**
 * Secrets live apart from the rest of the configuration, so that a config can be logged or shown and this cannot:
 * turning it into text gives nothing.
 */
export class Secrets {
  readonly #values: { clientSecret: string | null; botPassword: string | null; mongodbUri: string | null };

  constructor(environment: Record<string, string>) {
    this.#values = {
      clientSecret: environment["CLIENT_SECRET"] ?? null,
      botPassword: environment["BOT_PASSWORD"] ?? null,
      mongodbUri: environment["MONGODB_URI"] ?? null,
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

  toJSON(): string {
    return "[secrets]";
  }

  toString(): string {
    return "[secrets]";
  }
}
