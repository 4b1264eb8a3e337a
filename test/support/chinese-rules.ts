/*
 * What every Chinese text keeps: nothing left in English, full-width marks beside Chinese characters, and a space
 * between Chinese characters and Latin letters or digits.
 */

/** Names of products, standards and settings, and what is typed or told exactly so. */
const LATIN_WORDS = new Set(
  (
    "Callwise Teams Web Microsoft Graph Entra ID Wi-Fi VPN TCP UDP SIP CSV UTC DNS GHz Windows macOS iOS Android Surface Hub " +
    "HoloLens OneDrive UDP TENANT_ID CLIENT_ID GRAPH_ROOT PUBLIC_URL MONGODB_URI DATA_DIR CallRecords.Read.All https " +
    "npm start callwise serve replay reconcile --all --days zh-CN en PUBLIC_URL/api/graph/notifications KB MB"
  ).split(" "),
);

const HALF_WIDTH = /\p{Script=Han}\s*[,;:!?()]|\p{Script=Han}\.(?:\s|$)|[,;:!?()]\s*\p{Script=Han}/u;
const UNSPACED = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%)]\p{Script=Han}/u;
/** "分钟 才会"; a date is set apart from its weekday. */
const APART = /\p{Script=Han} (?!周[一二三四五六日])\p{Script=Han}/u;
const SPACED_TWICE = / {2}|\s[，。；：！？、（）“”]|[，。；：！？、（）]\s(?!·)/u;
/** A date is one word: "2026年11月16日 周一". */
const DATE = /(?:\d+年)?\d+月(?:\d+日)?|\d+日/g;

/** What a text breaks, each with the text itself; `given` are parts of it that come from outside. */
export function chineseFaults(text: string, given: readonly string[] = []): string[] {
  const faults: string[] = [];
  const fault = (what: string): void => void faults.push(`${what}: ${text}`);
  if (text.trim() === "") fault("empty");
  if (/undefined|NaN|\[object|\bnull\b/.test(text)) fault("a value that is none");
  const own = withoutGiven(text, given);
  const foreign = (own.match(/[A-Za-z][\w./-]*|--\w+|\/[\w/]+/g) ?? []).filter((word) => !isAllowed(word));
  if (foreign.length > 0) fault(`English (${foreign.join(", ")})`);
  if (HALF_WIDTH.test(own)) fault("half-width punctuation");
  if (UNSPACED.test(own.replace(DATE, "日"))) fault("no space between Chinese and Latin");
  if (SPACED_TWICE.test(own) || APART.test(own)) fault("a space too many");
  return faults;
}

function isAllowed(word: string): boolean {
  const bare = word.replace(/[./]+$/, "");
  return LATIN_WORDS.has(bare) || bare.split("/").every((part) => part !== "" && LATIN_WORDS.has(part));
}

/** What comes from outside stands for itself; a digit in its place keeps the spacing around it to be judged. */
function withoutGiven(text: string, given: readonly string[]): string {
  return [...given]
    .sort((a, b) => b.length - a.length)
    .reduce(
      (rest, part) => (part === "" ? rest : rest.replaceAll(part, /^\p{Script=Han}/u.test(part) ? "某" : "0")),
      text,
    );
}
