import assert from "node:assert/strict";
import { TAB_SIZES, TAB_THEMES, type TabStage } from "./tab-stage.ts";

/**
 * Looks at the page that is open in every theme and size and takes a picture of each. In none of them may axe find
 * anything, the page scroll sideways or complain.
 */
export async function looksRightEverywhere(stage: TabStage, name: string): Promise<void> {
  for (const size of TAB_SIZES) {
    for (const theme of TAB_THEMES) {
      await stage.lookAgain({ theme, size });
      await stage.settled();
      await stage.shoot(name);
      assert.deepEqual(await stage.findings(), [], `${theme}, ${size}`);
      assert.equal(await stage.sidewaysScroll(), 0, `${theme}, ${size}`);
    }
  }
  assert.deepEqual(stage.complaints, []);
}
