import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { findingFromJson } from "../../../src/answers/instant-json.ts";
import type { HealthState } from "../../../src/calls/health.ts";
import type { StatusPageJson } from "../../../src/http/api-types.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { Notice, type NoticeKind } from "../../parts/Notice.tsx";

const KINDS: Readonly<Record<HealthState, NoticeKind>> = {
  healthy: "success",
  behind: "warning",
  blind: "warning",
  broken: "error",
};

const useStyles = makeStyles({
  findings: {
    display: "grid",
    rowGap: tokens.spacingVerticalM,
    margin: `${tokens.spacingVerticalM} 0 0`,
    padding: 0,
    listStyleType: "none",
  },
  todo: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  problem: { margin: 0 },
});

/** The state in words, and what to do about what is wrong: that stands first, for it is what the reader came for. */
export function HealthNotice({ health }: { health: StatusPageJson["health"] }): ReactNode {
  const styles = useStyles();
  const { bot } = useMessages();
  const { name, meaning } = bot.status.state[health.state];
  return (
    <Notice kind={KINDS[health.state]} title={name}>
      {meaning}
      {health.findings.length > 0 && (
        <ul className={styles.findings}>
          {health.findings.map((given, index) => {
            const { problem, remedy } = bot.status.finding(findingFromJson(given));
            return (
              <li key={`${given.code} ${index}`}>
                <p className={styles.todo}>{bot.joins.labeled(bot.status.whatToDo, remedy)}</p>
                <p className={styles.problem}>{problem}</p>
              </li>
            );
          })}
        </ul>
      )}
    </Notice>
  );
}
