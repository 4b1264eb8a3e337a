import type { CallChoices } from "../../../src/calls/call-totals.ts";
import type { TabMessages } from "../../messages/tab-messages.ts";
import {
  CONDITION_NAMES,
  CONNECTIONS,
  FEEDBACKS,
  MODALITIES,
  PLATFORMS,
  QUALITIES,
  TYPES,
  type ConditionName,
  type ListConditions,
} from "./call-conditions-query.ts";

export type ConditionChoice = { value: string; text: string };

/** What may be asked for by a list of choices; the search is a field of its own. */
export type ChoiceName = Exclude<ConditionName, "search">;

export function labelOf(name: ChoiceName, { bot, calls }: TabMessages): string {
  switch (name) {
    case "person":
    case "device":
    case "feedback":
    case "connection":
    case "missed":
      return calls.labels[name];
    case "quality":
    case "type":
    case "platform":
      return bot.labels[name];
    case "modality":
      return bot.labels.modalities;
  }
}

/** What may be asked for; of people, devices, connections and platforms what the period's calls have, with how many. */
export function choicesOf(name: ChoiceName, choices: CallChoices | null, messages: TabMessages): ConditionChoice[] {
  const { bot, calls } = messages;
  const counted = (value: string, text: string, count: number): ConditionChoice => ({
    value,
    text: calls.choice(text, count),
  });
  switch (name) {
    case "person":
      return (choices?.people ?? []).map((person) =>
        counted(person.id, person.displayName ?? bot.labels.unknownName, person.calls),
      );
    case "device":
      return (choices?.devices ?? []).map((device) => counted(device.name, device.name, device.calls));
    case "connection":
      return CONNECTIONS.flatMap((value) => {
        const found = choices?.connections.find((choice) => choice.name === value);
        return found ? [counted(value, bot.words.connection[value], found.calls)] : [];
      });
    case "platform": {
      const hasPhone = choices?.platforms.some(({ name: platform }) => platform === "iOS" || platform === "android");
      return PLATFORMS.flatMap((value) => {
        if (value === "phone") return hasPhone ? [{ value, text: calls.onAPhone }] : [];
        const found = choices?.platforms.find((choice) => choice.name === value);
        return found ? [counted(value, bot.words.platform[value], found.calls)] : [];
      });
    }
    case "quality":
      return QUALITIES.map((value) => ({ value, text: bot.words.quality[value] }));
    case "type":
      return TYPES.map((value) => ({ value, text: bot.words.callType[value] }));
    case "modality":
      return MODALITIES.map((value) => ({ value, text: calls.modality[value] }));
    case "feedback":
      return FEEDBACKS.map((value) => ({ value, text: calls.feedback[value] }));
    case "missed":
      return [{ value: "true", text: calls.missedOnly }];
  }
}

/** The conditions that hold, in words: those of the chat's chips where it has the same. */
export function conditionsInWords(
  conditions: ListConditions,
  choices: CallChoices | null,
  messages: TabMessages,
): { name: ConditionName; words: string }[] {
  return CONDITION_NAMES.flatMap((name) => {
    const value = conditions[name];
    return value === null ? [] : [{ name, words: inWords(name, value, choices, messages) }];
  });
}

function inWords(name: ConditionName, value: string, choices: CallChoices | null, messages: TabMessages): string {
  const { calls } = messages;
  const { words } = messages.bot.filters;
  const known = <Word extends string>(among: readonly Word[], say: (word: Word) => string): string => {
    const word = among.find((one) => one === value);
    return word === undefined ? value : say(word);
  };
  switch (name) {
    case "search":
      return calls.searchCondition(value);
    case "person":
      return words.person(choices?.people.find(({ id }) => id === value)?.displayName ?? value);
    case "device":
      return calls.deviceCondition(value);
    case "quality":
      return known(QUALITIES, words.quality);
    case "feedback":
      return known(FEEDBACKS, (word) => calls.feedback[word]);
    case "type":
      return known(TYPES, words.callType);
    case "modality":
      return known(MODALITIES, words.modality);
    case "connection":
      return known(CONNECTIONS, words.connection);
    case "platform":
      return known(PLATFORMS, words.platform);
    case "missed":
      return words.isMissed(true);
  }
}
