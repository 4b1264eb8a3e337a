/*
 * The part of the Adaptive Cards schema that our cards are made of: version 1.5 plus the charts that Teams adds.
 * Own narrow types instead of @microsoft/teams.cards, whose classes write out every default (2.5 times the JSON).
 * https://adaptivecards.io/explorer, https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
 */

/** Buttons under most cards ask questions; `Button` is what those under others do. */
export type AdaptiveCard<Button extends CardButton = CardAction> = {
  type: "AdaptiveCard";
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json";
  version: "1.5";
  lang: string;
  /** Shown by a client that cannot render the card at all. */
  fallbackText: string;
  msteams: { width: "Full" };
  body: CardElement[];
  actions?: Button[];
};

export type CardElement =
  TextBlock | RichTextBlock | Container | ColumnSet | FactSet | Table | ActionSet | Chart | CardInput;

/** What every element may carry. */
export type ElementFrame = {
  id?: string;
  spacing?: "None" | "Small" | "Default" | "Medium" | "Large" | "ExtraLarge" | "Padding";
  separator?: boolean;
  isVisible?: boolean;
};

/** Only colors with a meaning, which every theme of Teams maps to its own. */
export type SemanticColor = "Default" | "Accent" | "Good" | "Warning" | "Attention";

export type TextLook = {
  size?: "Small" | "Default" | "Medium" | "Large" | "ExtraLarge";
  weight?: "Lighter" | "Default" | "Bolder";
  color?: SemanticColor;
  isSubtle?: boolean;
};

/** `text` is read as Markdown: it comes from `text()`, which escapes. */
export type TextBlock = ElementFrame &
  TextLook & {
    type: "TextBlock";
    text: string;
    wrap: true;
    style?: "heading" | "columnHeader";
    horizontalAlignment?: "Left" | "Center" | "Right";
  };

/** Runs are shown as they are, without Markdown. */
export type RichTextBlock = ElementFrame & { type: "RichTextBlock"; inlines: TextRun[] };
export type TextRun = TextLook & { type: "TextRun"; text: string; fontType?: "Monospace" };

export type Container = ElementFrame & {
  type: "Container";
  items: CardElement[];
  style?: "default" | "emphasis" | "good" | "warning" | "attention" | "accent";
  selectAction?: CardAction;
};

export type ColumnSet = ElementFrame & { type: "ColumnSet"; columns: Column[] };
export type Column = {
  type: "Column";
  width: "auto" | "stretch" | number;
  verticalContentAlignment?: "Top" | "Center" | "Bottom";
  items: CardElement[];
};

export type FactSet = ElementFrame & { type: "FactSet"; facts: Fact[] };
export type Fact = { title: string; value: string };

export type Table = ElementFrame & {
  type: "Table";
  columns: { width: number }[];
  rows: TableRow[];
  firstRowAsHeaders: true;
  showGridLines: boolean;
};
export type TableRow = { type: "TableRow"; cells: { type: "TableCell"; items: CardElement[] }[] };

export type ActionSet = ElementFrame & { type: "ActionSet"; actions: (CardButton | OpenUrlAction)[] };

/** What the person chooses or types goes to the bot beside the button's own data, under the input's id. */
export type CardInput = ElementFrame & { id: string; label: string } & (
    | {
        type: "Input.ChoiceSet";
        choices: { title: string; value: string }[];
        style: "compact" | "expanded";
        /** Then the value is a list with commas. */
        isMultiSelect?: boolean;
        value?: string;
        /** Where the client looks for more to choose from. */
        "choices.data"?: { type: "Data.Query"; dataset: string };
      }
    | { type: "Input.Number"; min: number; max: number; value: number }
    | { type: "Input.Text"; maxLength: number; isMultiline?: boolean; value?: string; placeholder?: string }
    | { type: "Input.Time"; value?: string }
    | { type: "Input.Toggle"; title: string; value: "true" | "false" }
  );

export type CardButton = CardAction | ActAction | ShowCardAction;

/** Leads out of the card. */
export type OpenUrlAction = { type: "Action.OpenUrl"; title: string; url: string };

/** Opens a part of the card under the buttons. */
export type ShowCardAction = {
  type: "Action.ShowCard";
  title: string;
  card: { type: "AdaptiveCard"; body: CardElement[]; actions: ActAction[] };
};

/** Does something, with what the card's inputs say. `data` is checked when it comes back: a client can forge it. */
export type ActAction = {
  type: "Action.Execute";
  title: string;
  /** Where the title alone does not say of what. */
  tooltip?: string;
  style?: "positive" | "destructive";
  verb: "act";
  data: ActData;
  /** For clients without Universal Actions. */
  fallback: { type: "Action.Submit"; title: string; data: ActData };
};

/** `act` names what is to be done, the rest to what. */
export type ActData = { act: string } & Readonly<Record<string, string>>;

/** `ask` sends `data.text` to the bot as if it had been typed; the card is replaced by the answer. */
export type CardAction = {
  type: "Action.Execute";
  title: string;
  /** "destructive" for what cannot be undone. */
  style?: "positive" | "destructive";
  verb: "ask";
  data: { text: string };
  /** For clients without Universal Actions. */
  fallback: { type: "Action.Submit"; title: string; data: { text: string } };
};

export type Chart = VerticalBarChart | DonutChart;

export type VerticalBarChart = ElementFrame & {
  type: "Chart.VerticalBar";
  title: string;
  yAxisTitle: string;
  showBarValues: boolean;
  /** One color for all bars, from the palette that every theme maps to its own; without it each bar gets another. */
  color: "categoricalBlue";
  data: { x: string; y: number }[];
  /** For clients without charts. */
  fallback: CardElement;
};

export type DonutChart = ElementFrame & {
  type: "Chart.Donut";
  title: string;
  value: string;
  data: { legend: string; value: number; color: "good" | "attention" | "neutral" }[];
  fallback: CardElement;
};
