import { lazy, Suspense, type ReactNode } from "react";
import { SkeletonBlock } from "../parts/PageSkeleton.tsx";
import type { SimulatedChoice } from "./session.ts";

/** In simulated mode only, so its parts are loaded only there. */
const PersonCombobox = lazy(async () => ({ default: (await import("./PersonCombobox.tsx")).PersonCombobox }));

/** Whom one is in the simulated tenant. */
export function PersonPicker({ simulated }: { simulated: SimulatedChoice }): ReactNode {
  return (
    <Suspense fallback={<SkeletonBlock height={32} />}>
      <PersonCombobox simulated={simulated} />
    </Suspense>
  );
}
