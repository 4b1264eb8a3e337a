import type { TeamsManifestV1D30 } from "@microsoft/app-manifest/build/generated-types/teams/TeamsManifestV1D30.js";
import { TAB_ENTITY_ID } from "../../bot/cards/teams-tab-link.ts";
import { commandLists } from "../../bot/command-lists.ts";
import { DEFAULT_LANGUAGE, LANGUAGES, type LanguageTag } from "../../bot/messages/languages.ts";
import { APP_TEXTS } from "./texts.ts";

export const SCHEMA_ROOT = "https://developer.microsoft.com/json-schemas/teams/v1.30";

/** The file beside the manifest that has the texts of this language; Teams writes tags in small letters. */
export const localizationFileOf = (language: LanguageTag): string => `${language.toLowerCase()}.json`;

/**
 * The app manifest with the texts of one language. What a deployment decides is a placeholder as the Microsoft 365 Agents
 * Toolkit writes them: `${{BOT_ID}}`.
 * https://learn.microsoft.com/microsoft-365/extensibility/schema/root
 */
export function manifestIn(language: LanguageTag, version: string): TeamsManifestV1D30 {
  const texts = APP_TEXTS[language];
  return {
    $schema: `${SCHEMA_ROOT}/MicrosoftTeams.schema.json`,
    manifestVersion: "1.30",
    version,
    id: "${{TEAMS_APP_ID}}",
    developer: {
      name: "${{DEVELOPER_NAME}}",
      websiteUrl: "${{DEVELOPER_URL}}",
      privacyUrl: "${{PRIVACY_URL}}",
      termsOfUseUrl: "${{TERMS_URL}}",
    },
    name: { short: texts.shortName, full: texts.fullName },
    description: { short: texts.shortDescription, full: texts.fullDescription.join("\n\n") },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#0F7C8C",
    localizationInfo: {
      defaultLanguageTag: DEFAULT_LANGUAGE.tag,
      additionalLanguages: LANGUAGES.filter(({ tag }) => tag !== DEFAULT_LANGUAGE.tag).map(({ tag }) => ({
        languageTag: tag.toLowerCase(),
        file: localizationFileOf(tag),
      })),
    },
    bots: [
      {
        botId: "${{BOT_ID}}",
        scopes: ["personal", "team", "groupChat"],
        isNotificationOnly: false,
        // An export is sent as a file.
        supportsFiles: true,
        commandLists: commandLists(language),
      },
    ],
    staticTabs: [
      {
        entityId: TAB_ENTITY_ID,
        name: texts.tabName,
        contentUrl: "https://${{BOT_DOMAIN}}/tab/",
        websiteUrl: "https://${{BOT_DOMAIN}}/tab/",
        scopes: ["personal"],
      },
      // Teams' own chat with the bot, after the tab.
      { entityId: "conversations", scopes: ["personal"] },
    ],
    composeExtensions: [
      {
        botId: "${{BOT_ID}}",
        commands: [
          {
            id: "findCall",
            type: "query",
            context: ["compose", "commandBox"],
            initialRun: true,
            title: texts.findCall.title,
            description: texts.findCall.description,
            parameters: [{ name: "search", inputType: "text", ...texts.findCall.search }],
          },
        ],
      },
    ],
    defaultInstallScope: "personal",
    // From 1.25 on, required of apps for teams: the bot works in shared and private channels too.
    supportsChannelFeatures: "tier1",
    // Who asks, and an answer in the person's own chat to what was asked in a team.
    permissions: ["identity", "messageTeamMembers"],
    validDomains: ["${{BOT_DOMAIN}}"],
    webApplicationInfo: { id: "${{TAB_CLIENT_ID}}", resource: "api://${{BOT_DOMAIN}}/${{TAB_CLIENT_ID}}" },
  };
}
