/** Where the person's token comes from. */
export type TokenSource = {
  /** A token that is still good for a while. */
  token: () => Promise<string>;
  /** Another one than the one that the service refused. */
  renewed: (refused: string) => Promise<string>;
};

const RENEWED_BEFORE_MS = 60_000;

/** Keeps a token until shortly before it expires; requests at the same time wait for the same one. */
export function createTokenSource(obtain: () => Promise<string>): TokenSource {
  let kept: Promise<string> | null = null;
  let goodUntil = 0;

  function obtained(): Promise<string> {
    goodUntil = Number.POSITIVE_INFINITY;
    const asked = obtain();
    kept = asked;
    asked.then(
      (token) => {
        if (kept === asked) goodUntil = expiryOf(token) - RENEWED_BEFORE_MS;
      },
      () => {
        if (kept === asked) kept = null;
      },
    );
    return asked;
  }

  const token = (): Promise<string> => (kept !== null && Date.now() < goodUntil ? kept : obtained());
  return {
    token,
    async renewed(refused) {
      const asked = kept;
      // Requests that were refused together wait for one renewal: the first of them.
      if (asked !== null && (await asked) === refused && kept === asked) return obtained();
      return token();
    },
  };
}

/** Instant in milliseconds at which a JWT expires, unchecked: the service checks it. 0 when it does not say. */
function expiryOf(token: string): number {
  try {
    const payload: unknown = JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
    const seconds: unknown = payload !== null && typeof payload === "object" ? Reflect.get(payload, "exp") : null;
    return typeof seconds === "number" ? seconds * 1000 : 0;
  } catch {
    return 0;
  }
}
