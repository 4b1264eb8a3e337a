import { makeStyles, ProgressBar, tokens, typographyStyles } from "@fluentui/react-components";
import { useId, type ReactNode } from "react";
import type { BuildingsPageJson } from "../../../../src/http/api-types.ts";
import { useMessages } from "../../../messages/use-messages.ts";

const useStyles = makeStyles({
  root: { display: "grid", rowGap: tokens.spacingVerticalXS, maxWidth: "480px", width: "100%" },
  text: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** How far the calls are that were there before the buildings. */
export function EarlierCalls({ reapplied }: { reapplied: NonNullable<BuildingsPageJson["reapplied"]> }): ReactNode {
  const styles = useStyles();
  const id = useId();
  const { inUse } = useMessages().buildings;
  const { looked, changed, total, isDone } = reapplied;
  if (isDone) return inUse.done(changed);
  // Calls that arrive meanwhile are looked at too.
  const share = total === null ? {} : { value: Math.min(1, looked / Math.max(total, 1)) };
  return (
    <div className={styles.root}>
      <p id={id} className={styles.text}>
        {total === null ? inUse.counting : inUse.looked(looked, Math.max(total, looked))}
      </p>
      <ProgressBar aria-labelledby={id} thickness="large" {...share} />
    </div>
  );
}
