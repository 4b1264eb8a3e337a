import { Button, makeStyles, mergeClasses, ProgressBar, tokens, typographyStyles } from "@fluentui/react-components";
import { ArrowUploadRegular } from "@fluentui/react-icons";
import { useId, useRef, useState, type DragEvent, type ReactNode } from "react";
import { API } from "../../../api/api-routes.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { Notice } from "../../../parts/Notice.tsx";
import { Panel } from "../../../parts/Panel.tsx";
import { BuildingColumns } from "./BuildingColumns.tsx";
import { SaveBuildings } from "./SaveBuildings.tsx";
import { UploadProblem } from "./UploadProblem.tsx";
import { useBuildingUpload } from "./use-building-upload.ts";

const useStyles = makeStyles({
  explanation: { ...typographyStyles.body1, margin: 0, maxWidth: "80ch", color: tokens.colorNeutralForeground2 },
  zone: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "center",
    gap: tokens.spacingHorizontalM,
    minHeight: "120px",
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThick} dashed ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground2,
    textAlign: "center",
  },
  over: {
    border: `${tokens.strokeWidthThick} dashed ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorBrandBackground2,
  },
  checking: { display: "grid", rowGap: tokens.spacingVerticalS, width: "100%", maxWidth: "480px" },
  text: { margin: 0 },
});

/** What the file is, where it is dropped or chosen, and what came of it. */
export function BuildingUpload({ isReplacing, hasSample }: { isReplacing: boolean; hasSample: boolean }): ReactNode {
  const styles = useStyles();
  const words = useMessages().buildings.upload;
  const upload = useBuildingUpload();
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const checkingId = useId();

  function send(files: FileList | null): void {
    const file = files?.[0];
    if (file !== undefined && !upload.isPending) upload.mutate(file);
  }
  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files);
  }

  return (
    <Panel title={isReplacing ? words.replaceTitle : words.title}>
      {words.explanation.map((line) => (
        <p key={line} className={styles.explanation}>
          {line}
        </p>
      ))}
      <div
        className={mergeClasses(styles.zone, isOver && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {upload.isPending ? (
          <div className={styles.checking}>
            <p id={checkingId} className={styles.text} role="status">
              {words.checking(upload.variables.name)}
            </p>
            <ProgressBar aria-labelledby={checkingId} thickness="large" />
          </div>
        ) : (
          <>
            <p className={styles.text}>{words.drop}</p>
            <Button appearance="primary" icon={<ArrowUploadRegular />} onClick={() => chooser.current?.click()}>
              {words.choose}
            </Button>
          </>
        )}
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values"
          onChange={({ currentTarget }) => {
            send(currentTarget.files);
            // So that the same file can be chosen again, mended.
            currentTarget.value = "";
          }}
        />
      </div>
      {isReplacing && upload.isSuccess && upload.data.upload !== null && (
        <Notice kind="success">{words.taken(upload.data.upload.networks, upload.data.upload.buildings)}</Notice>
      )}
      {upload.isError && <UploadProblem error={upload.error} file={upload.variables} />}
      <BuildingColumns />
      {hasSample && (
        <div>
          <SaveBuildings file={API.sampleBuildingsFile}>{words.sample}</SaveBuildings>
        </div>
      )}
    </Panel>
  );
}
