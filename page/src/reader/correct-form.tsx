// A form for what may be corrected of an entry.
import { useMemo } from "preact/hooks";
import { FIELDS, formValue } from "./corrections";
import type { Known } from "./entries";
import { FieldsForm } from "./fields-form";
import { FindPlace } from "./find-place";
import type { Report } from "./report";

interface Props {
  report: Report;
  known: Known;
  busy: boolean;
  onSend: (because: string, changes: Record<string, unknown>) => void;
  onClose: () => void;
}

/** The fields of an entry; a place may be looked up in the gazetteer. */
export function CorrectForm({ report, known, ...rest }: Props) {
  const fields = FIELDS[known.kind];
  const before = useMemo(
    () =>
      Object.fromEntries(
        fields.map((field) => [field.name, formValue(report.entries, known, field)]),
      ),
    [known],
  );
  return (
    <FieldsForm
      {...{ fields, before, ...rest }}
      above={(fill) =>
        known.kind === "place" && <FindPlace words={known.entry.name} onFound={fill} />
      }
    />
  );
}
