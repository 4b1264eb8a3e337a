import type { Look } from "../calls/look.ts";
import type { Viewer } from "../calls/viewer.ts";
import { ServiceError } from "../service-error.ts";
import type { AccessLog } from "./access-log.ts";
import { anonymousMode } from "./anonymous-mode.ts";
import type { StoreContext } from "./store-context.ts";
import type { People } from "./store.ts";

/** Names of people who are masked where they stand. */
export type RevealedPeople = {
  /**
   * Each of these people's name, null where it is not known, in their order. Logged where each of them sees it, before
   * it is read; one's own name is no secret. Throws ServiceError "admins_only", "anonymous_mode".
   */
  names(viewer: Viewer, personIds: readonly string[], look: Look): Promise<(string | null)[]>;
};

export function createRevealedPeople(
  { isAnonymous = false }: Pick<StoreContext, "isAnonymous">,
  accessLog: AccessLog,
  people: Pick<People, "names">,
): RevealedPeople {
  return {
    async names(viewer, personIds, look) {
      if (!viewer.isAdmin) throw new ServiceError("admins_only", "This is for admins only.");
      if (isAnonymous) throw anonymousMode();
      const others = personIds.filter((personId) => personId !== viewer.personId);
      await Promise.all(others.map((personId) => accessLog.record(viewer, personId, look)));
      const names = await people.names(personIds);
      return personIds.map((personId) => names.get(personId) ?? null);
    },
  };
}
