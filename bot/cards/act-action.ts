import type { ActAction, ActData, CardButton, CardElement, OpenUrlAction, ShowCardAction } from "./adaptive-card.ts";
import { clip } from "../messages/clip.ts";

const LONGEST_TITLE = 60;

/** A button that does something; see bot/conversation/card-acts.ts for what. */
export function actAction(title: string, data: ActData, style?: ActAction["style"]): ActAction {
  const shown = clip(title, LONGEST_TITLE);
  return {
    type: "Action.Execute",
    title: shown,
    ...(style && { style }),
    verb: "act",
    data,
    fallback: { type: "Action.Submit", title: shown, data },
  };
}

/** A button that opens inputs, with the buttons that send them. */
export function inputsAction(title: string, body: CardElement[], actions: ActAction[]): ShowCardAction {
  return { type: "Action.ShowCard", title: clip(title, LONGEST_TITLE), card: { type: "AdaptiveCard", body, actions } };
}

/** Buttons inside a card's body. */
export function actionSet(actions: (CardButton | OpenUrlAction)[]): CardElement {
  return { type: "ActionSet", spacing: "Medium", actions };
}
