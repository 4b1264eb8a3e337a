import type { ReactNode } from "react";
import type { ApiError } from "../../../api/api-error.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { DataTable } from "../../../parts/DataTable.tsx";
import { FailedNotice } from "../../../parts/FailedNotice.tsx";
import { Notice } from "../../../parts/Notice.tsx";
import { findingsIn } from "./use-building-upload.ts";

/** Why a file was not taken: what is wrong with it by line and column, or what hindered the sending. */
export function UploadProblem({ error, file }: { error: ApiError; file: File }): ReactNode {
  const { upload, findings: words } = useMessages().buildings;
  const { formats } = useMessages();
  const found = findingsIn(error);
  if (error.code === "too_large") return <Notice kind="error">{upload.tooLarge}</Notice>;
  if (found === null) return <FailedNotice error={error} />;
  const { findings, findingCount } = found;
  return (
    <>
      <Notice kind="error">
        {words.refused(file.name, findingCount)}
        {findings.length < findingCount && ` ${words.shown(findings.length, findingCount)}`}
      </Notice>
      <DataTable
        caption={words.title}
        columns={[{ header: words.line }, { header: words.column }, { header: words.what }]}
        rows={findings.map((finding) => ({
          key: JSON.stringify([finding.line, finding.column, finding.code, finding.otherLine]),
          cells: [formats.count(finding.line), finding.column ?? words.wholeLine, words.sentence(finding)],
        }))}
      />
    </>
  );
}
