import type { BasicMessages, FurtherMessages } from "../../bot/messages/catalog.ts";
import type { Formats } from "../../bot/messages/format.ts";
import type { FirstMessages, PageMessages, TabMessages } from "./tab-messages.ts";

type PagesModule = {
  pageMessages: (formats: Formats) => PageMessages;
  furtherMessages: (formats: Formats) => FurtherMessages;
};

const PAGES: Readonly<Record<keyof PageMessages, true>> = {
  calls: true,
  call: true,
  feedback: true,
  privacy: true,
  settings: true,
  admin: true,
  buildings: true,
};
const FURTHER: Readonly<Record<keyof FurtherMessages, true>> = {
  phone: true,
  filters: true,
  lists: true,
  privacy: true,
  settings: true,
  organization: true,
  status: true,
  admin: true,
  incidents: true,
  alertSetup: true,
  sentCalls: true,
  conversation: true,
  help: true,
  commands: true,
};

/**
 * Adds what the pages say to what is said at first. Whoever reads it while rendering waits, by Suspense, until its chunk
 * is there; the overview never does, and so shows its figures without it.
 */
export function createPageWords(
  load: () => Promise<PagesModule>,
): (first: Omit<FirstMessages, "bot"> & { bot: BasicMessages }) => TabMessages {
  let loaded: PagesModule | null = null;
  let loading: Promise<PagesModule> | null = null;

  function begin(): Promise<PagesModule> {
    loading ??= load().then(
      (module) => (loaded = module),
      (error: unknown) => {
        // Whoever comes next tries again.
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  /** Not by `use`: once the chunk is there it would not be called again, which React takes for another order of hooks. */
  function module(): PagesModule {
    if (loaded !== null) return loaded;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how Suspense is told to wait
    throw begin();
  }

  return (first) => {
    const { formats } = first;
    const bot = withLater(first.bot, FURTHER, () => module().furtherMessages(formats));
    const prepare = (): void => void begin().catch(() => {});
    return withLater({ ...first, bot, prepare }, PAGES, () => module().pageMessages(formats));
  };
}

/** `now` with properties that are read when they are asked for. */
function withLater<Now extends object, Later extends object>(
  now: Now,
  names: Readonly<Record<keyof Later, true>>,
  read: () => Later,
): Now & Later {
  let kept: Later | null = null;
  const getters = Object.keys(names).map((name) => [name, { get: () => Reflect.get((kept ??= read()), name) }]);
  // The names are all of Later's: the record's type says so.
  return Object.defineProperties({ ...now }, Object.fromEntries(getters) as PropertyDescriptorMap) as Now & Later;
}
