import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import { Fragment, type ReactNode } from "react";
import { phoneFacts } from "../../../bot/messages/phone-facts.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { ratingWords } from "../../parts/call-words.ts";
import { FactList } from "../../parts/FactList.tsx";
import { Panel } from "../../parts/Panel.tsx";
import type { CallDetail } from "./own-streams.ts";

const useStyles = makeStyles({
  grid: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 340px), 1fr))",
    gap: tokens.spacingHorizontalL,
  },
  column: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL, minWidth: 0 },
  note: { margin: 0, color: tokens.colorNeutralForeground3 },
  text: { margin: 0 },
  quote: { margin: 0, paddingInlineStart: tokens.spacingHorizontalM, color: tokens.colorNeutralForeground2 },
  rating: { ...typographyStyles.body1Strong, margin: 0 },
});

/** When, with whom, on what; the rating; the telephone's side of it. */
export function CallFacts({ call }: { call: CallDetail }): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.grid}>
      <div className={styles.column}>
        <Ratings call={call} />
        <GeneralFacts call={call} />
      </div>
      <div className={styles.column}>
        <Telephone call={call} />
        <Equipment call={call} />
      </div>
    </div>
  );
}

function GeneralFacts({ call }: { call: CallDetail }): ReactNode {
  const { bot, call: words, formats } = useMessages();
  const { labels, joins, cards, peopleCount } = bot;
  const at = (instant: string | null): string | null => instant && formats.dayTime(new Date(instant));
  const { joined, left, others, failure } = call;
  return (
    <Panel title={words.callFacts}>
      <FactList
        facts={[
          [labels.start, at(call.start)],
          [labels.end, at(call.end)],
          [labels.joined, joined && left && `${formats.time(new Date(joined))} – ${formats.time(new Date(left))}`],
          [labels.duration, formats.duration(call.durationSeconds)],
          [labels.type, bot.words.callType[call.type]],
          [labels.modalities, joins.list(call.modalities.map((modality) => bot.words.modality[modality]))],
          [labels.otherPerson, others.person && (others.person.displayName?.trim() || labels.unknownName)],
          [labels.participants, peopleCount(call.participantCount)],
          [labels.role, bot.words.role[call.role]],
          [labels.failure, failure && (failure.reason ?? failure.stage)],
          [cards.callId, call.callId],
        ]}
      />
    </Panel>
  );
}

function Equipment({ call: { client, device, network, sessions } }: { call: CallDetail }): ReactNode {
  const { bot, call: words } = useMessages();
  const { labels, cards, joins, quality } = bot;
  if (client === null && device === null && network === null) return null;
  const processor = sessions.map(({ endpoint }) => endpoint.cpuName).find((name) => name !== null);
  const signal = network?.wifiSignalStrengthPercentage ?? null;
  const band = network?.wifiBand;
  const wifi = [
    ...(band && band !== "unknown" ? [bot.words.wifiBand[band]] : []),
    ...(signal === null ? [] : [quality.metricValue("wifiSignalStrengthPercentage", signal)]),
  ];
  const protocol = network?.transportProtocol;
  return (
    <Panel title={cards.equipment}>
      <FactList
        facts={[
          [labels.platform, client && bot.words.platform[client.platform]],
          [labels.client, client?.applicationVersion],
          [labels.microphone, device?.captureDeviceName],
          [words.facts.captureDriver, device?.captureDeviceDriver],
          [labels.speaker, device?.renderDeviceName],
          [words.facts.renderDriver, device?.renderDeviceDriver],
          [words.facts.machine, device?.machineName],
          [words.facts.processor, device?.cpuName ?? processor],
          [labels.network, network && bot.words.connection[network.connectionType]],
          [words.facts.wifi, network?.connectionType === "wifi" && wifi.length > 0 ? joins.facts(wifi) : null],
          [words.facts.transport, protocol === "udp" || protocol === "tcp" ? protocol.toUpperCase() : null],
          [words.facts.relay, network?.relayIpAddress],
          [cards.subnet, network?.subnet],
          [cards.building, network?.building],
          [words.facts.address, network?.reflexiveIpAddress],
        ]}
      />
    </Panel>
  );
}

function Ratings({ call: { feedback } }: { call: CallDetail }): ReactNode {
  const styles = useStyles();
  const { bot } = useMessages();
  if (feedback === null) return null;
  return (
    <Panel title={bot.labels.feedback}>
      {feedback.ratings.map((rating, index) => (
        <Fragment key={index}>
          <p className={styles.rating}>{ratingWords(rating, bot)}</p>
          {rating.tokens.length > 0 && (
            <p className={styles.text}>
              {bot.joins.labeled(bot.labels.tokens, bot.joins.list(rating.tokens.map(bot.quality.token)))}
            </p>
          )}
          {rating.text !== undefined && <blockquote className={styles.quote}>{rating.text}</blockquote>}
        </Fragment>
      ))}
    </Panel>
  );
}

function Telephone({ call: { phoneCall } }: { call: CallDetail }): ReactNode {
  const styles = useStyles();
  const { bot } = useMessages();
  if (phoneCall === null) return null;
  const { sip, trunk } = phoneCall;
  const directRouting = {
    finalSipCode: sip?.finalCode ?? null,
    finalSipCodePhrase: sip?.finalCodePhrase ?? null,
    callEndSubReason: sip?.callEndSubReason ?? null,
    trunkFullyQualifiedDomainName: trunk,
  };
  const certainty = bot.phone.joinedBy(phoneCall.joinedBy);
  return (
    <Panel title={bot.phone.telephone}>
      <FactList facts={phoneFacts({ ...phoneCall, directRouting }, bot)} />
      {certainty !== null && <p className={styles.note}>{certainty}</p>}
    </Panel>
  );
}
