import importX from "eslint-plugin-import-x";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import tseslint from "typescript-eslint";

/** Every folder of the product: the places an import can come from. */
const ROOMS = [
  "./src/calls",
  "./src/config",
  "./src/graph",
  "./src/webhook",
  "./src/ingestion",
  "./src/store",
  "./src/embedded",
  "./src/simulator",
  "./src/alerting",
  "./src/http",
  "./src/answers",
  "./src/doctor",
  "./bot",
  "./tab",
];

/** Which rooms each room may import (its own, and the small shared files beside service.ts, are always open). */
const MAY_IMPORT = {
  "./src/calls": [],
  "./src/config": [],
  "./src/graph": ["./src/calls"],
  "./src/store": ["./src/calls"],
  "./src/webhook": ["./src/store"],
  "./src/alerting": ["./src/calls", "./src/store", "./src/answers"],
  "./src/answers": ["./src/calls"],
  "./src/http": ["./src/calls", "./src/store", "./src/answers"],
  "./src/ingestion": ["./src/calls", "./src/graph", "./src/store", "./src/alerting"],
  "./src/doctor": ["./src/config", "./src/graph", "./src/http", "./src/ingestion", "./src/store"],
  "./src/embedded": [],
  // Open to every room, and knows none.
  "./src/telemetry": [],
  "./src/simulator": [],
  "./bot": ["./src/calls", "./src/store", "./src/answers"],
  "./bot/cards": ["./src/calls"],
  "./bot/messages": ["./src/calls"],
  // The service's types, the pure domain, and the catalog of words: nothing that would bring the service into a browser.
  "./tab": ["./src/http", "./src/calls", "./src/answers", "./bot/messages"],
};

const roomZones = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
  target: room,
  from: ROOMS.filter((other) => other !== room && !allowed.includes(other) && !room.startsWith(`${other}/`)),
  // A part of a room that is open, where the room itself is not.
  except: allowed.flatMap((open) =>
    ROOMS.filter((other) => open.startsWith(`${other}/`)).map((other) => open.replace(other, ".")),
  ),
  message: "This import goes against the directions of the design: see eslint.config.js and docs/architecture.md.",
}));

const compositionZones = ROOMS.map((room) => ({
  target: room,
  from: ["./src/service.ts", "./src/main.ts", "./src/cli.ts"],
  message: "Only the entry points know the composition root.",
}));

const botZone = {
  target: "./src",
  from: "./bot",
  message: "Only src/service.ts and its parts know the bot.",
};

const ONLY_BOT = { group: ["botbuilder*"], message: "Only bot/ speaks to Teams." };

const NO_CLOCK = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Take a Clock instead." },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "Take a Clock." },
];

export default tseslint.config(
  { ignores: ["node_modules", ".callwise", "coverage", "devTools", "tab/dist"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    plugins: { "import-x": importX },
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["*.js", "bin/*.js", "src/embedded/*.js"] } },
    },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "import-x/no-cycle": "error",
      "import-x/no-default-export": "error",
      "import-x/no-restricted-paths": ["error", { zones: [...roomZones, ...compositionZones, botZone] }],
      "max-lines": ["error", { max: 400, skipBlankLines: false }],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["src/**/*.ts", "bot/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...NO_CLOCK],
      "no-restricted-properties": ["error", { object: "process", property: "env", message: "Read src/config/env.ts." }],
      "no-restricted-imports": [
        "error",
        { patterns: [ONLY_BOT, { group: ["@opentelemetry/*"], message: "Take a span from src/telemetry/span.ts." }] },
      ],
    },
  },
  { files: ["src/telemetry/*.ts"], rules: { "no-restricted-imports": ["error", { patterns: [ONLY_BOT] }] } },
  {
    files: ["src/service.ts", "src/service-*.ts"],
    rules: { "import-x/no-restricted-paths": ["error", { zones: [...roomZones, ...compositionZones] }] },
  },
  { files: ["src/clock.ts"], rules: { "no-restricted-syntax": "off" } },
  { files: ["src/config/env.ts"], rules: { "no-restricted-properties": "off" } },
  { files: ["bot/**/*.ts"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["src/calls/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^[^.]", message: "The domain is pure: no package, no Node module." }] },
      ],
    },
  },
  { files: ["test/**/*.ts"], rules: { "@typescript-eslint/no-unused-expressions": "off" } },
  { files: ["*.js", "tab/vite.config.ts"], rules: { "import-x/no-default-export": "off" } },
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
