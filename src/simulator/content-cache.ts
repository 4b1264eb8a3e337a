import { drawContent } from "./call-content.ts";
import type { CallContent, CallPlan } from "./call-model.ts";
import type { ContentWorld } from "./content-draft.ts";

/** Enough for every call that is being read at one time, a very large meeting among them. */
const SESSIONS_HELD = 6000;

/** Contents are drawn when asked for and kept while they are likely to be asked for again. */
export class ContentCache {
  private readonly world: ContentWorld;
  private readonly contents = new Map<string, CallContent>();
  private sessions = 0;

  constructor(world: ContentWorld) {
    this.world = world;
  }

  contentOf(plan: CallPlan): CallContent {
    const held = this.contents.get(plan.id);
    if (held) {
      this.contents.delete(plan.id);
      this.contents.set(plan.id, held);
      return held;
    }
    const content = drawContent(this.world, plan);
    this.contents.set(plan.id, content);
    this.sessions += content.sessions.length;
    for (const [id, oldest] of this.contents) {
      if (this.sessions <= SESSIONS_HELD || id === plan.id) break;
      this.contents.delete(id);
      this.sessions -= oldest.sessions.length;
    }
    return content;
  }
}
