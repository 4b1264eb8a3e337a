import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  AlertRegular,
  BuildingRegular,
  CallRegular,
  DataTrendingRegular,
  HomeRegular,
  NavigationRegular,
  PeopleRegular,
  PulseRegular,
  SettingsRegular,
  ShieldRegular,
  ThumbDislikeRegular,
} from "@fluentui/react-icons";
import { use, useEffect, useId, useState, type ReactElement, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { PageName } from "../messages/shell-messages.ts";
import { useMessages } from "../messages/use-messages.ts";
import { PAGE_ROUTES, type PageRoute } from "./page-routes.tsx";
import { AnonymousContext } from "./session.ts";

const ICONS: Readonly<Record<PageName, ReactElement>> = {
  overview: <HomeRegular />,
  calls: <CallRegular />,
  call: <CallRegular />,
  feedback: <ThumbDislikeRegular />,
  privacy: <ShieldRegular />,
  settings: <SettingsRegular />,
  organization: <DataTrendingRegular />,
  status: <PulseRegular />,
  alerts: <AlertRegular />,
  buildings: <BuildingRegular />,
  people: <PeopleRegular />,
};
const WIDE = "@media (min-width: 960px)";

const useStyles = makeStyles({
  root: {
    position: "sticky",
    top: 0,
    zIndex: 2,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    [WIDE]: {
      height: "100dvh",
      boxSizing: "border-box",
      overflowY: "auto",
      padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalM}`,
      borderBottomStyle: "none",
      borderRight: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
  },
  bar: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    [WIDE]: { flexDirection: "column", alignItems: "stretch", padding: 0, gap: tokens.spacingVerticalM },
  },
  name: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    [WIDE]: { paddingInline: tokens.spacingHorizontalM },
  },
  menu: { [WIDE]: { display: "none" } },
  person: {
    minWidth: 0,
    marginInlineStart: "auto",
    ":empty": { display: "none" },
    [WIDE]: { marginInlineStart: 0 },
  },
  pages: {
    position: "absolute",
    insetInline: 0,
    top: "100%",
    maxHeight: "calc(100dvh - 100%)",
    overflowY: "auto",
    padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalM}`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    boxShadow: tokens.shadow16,
    [WIDE]: {
      display: "block",
      position: "static",
      maxHeight: "none",
      padding: `${tokens.spacingVerticalM} 0 0`,
      borderBottomStyle: "none",
      boxShadow: "none",
    },
  },
  closed: { display: "none" },
  list: { display: "flex", flexDirection: "column", rowGap: "2px", margin: 0, padding: 0, listStyleType: "none" },
  group: {
    margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalXS}`,
    paddingInline: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  link: {
    position: "relative",
    display: "flex",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalM,
    minHeight: "36px",
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground2Hover },
    ":focus-visible": { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
    "& svg": { flexShrink: 0, fontSize: "20px" },
  },
  current: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    "::before": {
      content: '""',
      position: "absolute",
      insetInlineStart: 0,
      width: "3px",
      height: "16px",
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandBackground,
    },
  },
});

/** The pages: a rail beside them, or a menu above them where there is no room. `children` say whom one is. */
export function Navigation({ isAdmin, children }: { isAdmin: boolean; children: ReactNode }): ReactNode {
  const styles = useStyles();
  const { shell } = useMessages();
  const [path] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  useEffect(() => setOpen(false), [path]);

  const isAnonymous = use(AnonymousContext);
  const offered = PAGE_ROUTES.filter(
    ({ isInNavigation, name }) => isInNavigation && !(isAnonymous && name === "people"),
  );
  return (
    <header className={styles.root} onKeyDown={({ key }) => key === "Escape" && setOpen(false)}>
      <div className={styles.bar}>
        <Button
          className={styles.menu}
          appearance="subtle"
          icon={<NavigationRegular />}
          aria-label={shell.navigation.menu}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        />
        <span className={styles.name}>{shell.appName}</span>
        <div className={styles.person}>{children}</div>
      </div>
      <nav id={id} aria-label={shell.navigation.label} className={mergeClasses(styles.pages, !isOpen && styles.closed)}>
        <Links routes={offered.filter(({ isForAdmins }) => !isForAdmins)} path={path} />
        {isAdmin && (
          <>
            <p className={styles.group}>{shell.navigation.admin}</p>
            <Links routes={offered.filter(({ isForAdmins }) => isForAdmins)} path={path} />
          </>
        )}
      </nav>
    </header>
  );
}

function Links({ routes, path }: { routes: readonly PageRoute[]; path: string }): ReactNode {
  const styles = useStyles();
  const { shell, prepare } = useMessages();
  return (
    <ul className={styles.list}>
      {routes.map((route) => {
        const isCurrent = route.path === "/" ? path === "/" : path === route.path || path.startsWith(`${route.path}/`);
        return (
          <li key={route.name}>
            <Link
              href={route.path}
              className={mergeClasses(styles.link, isCurrent && styles.current)}
              aria-current={isCurrent ? "page" : undefined}
              onPointerEnter={() => {
                prepare();
                void route.load();
              }}
            >
              {ICONS[route.name]}
              {shell.pages[route.name]}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
