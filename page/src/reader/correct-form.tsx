// A form for what may be corrected of an entry.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Because } from "../parts/because";
import { plain } from "../words";
import { changesOf, FIELDS, formValue, type Field } from "./corrections";
import type { Known } from "./entries";
import { FindPlace } from "./find-place";
import type { Report } from "./report";

const PLACEHOLDERS: Partial<Record<Field["form"], string>> = {
  moment: "2025-03-14 or 2025-03-14T02:00",
};

interface InputProps {
  field: Field;
  value: string;
  onChange: (value: string) => void;
}

function Input({ field, value, onChange }: InputProps) {
  const { choices, form, label, optional } = field;
  const numeric = form === "number" || form === "share";
  return (
    <label>
      {label}
      {choices ? (
        <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          {optional && <option value="">not known</option>}
          {choices.map((code) => (
            <option key={code} value={code}>
              {plain(code)}
            </option>
          ))}
        </select>
      ) : (
        <input
          dir="auto"
          value={value}
          required={!optional}
          inputMode={numeric ? "decimal" : "text"}
          placeholder={PLACEHOLDERS[form] ?? (optional ? "not known" : undefined)}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </label>
  );
}

interface Props {
  report: Report;
  known: Known;
  busy: boolean;
  onSend: (because: string, changes: Record<string, unknown>) => void;
  onClose: () => void;
}

/** The fields of an entry with what they hold now; only what was changed is sent. */
export function CorrectForm({ report, known, busy, onSend, onClose }: Props) {
  const fields = FIELDS[known.kind];
  const before = useMemo(
    () =>
      Object.fromEntries(
        fields.map((field) => [field.name, formValue(report.entries, known, field)]),
      ),
    [known],
  );
  const now = useSignal<Record<string, string>>(before);
  const told = useSignal<string[]>([]);
  const set = (changes: Record<string, string>) => (now.value = { ...now.value, ...changes });
  const send = (because: string) => {
    const { changes, wrong } = changesOf(fields, before, now.value);
    const nothing = !wrong.length && !Object.keys(changes).length;
    told.value = nothing ? ["Nothing was changed yet: accept it, or change a field."] : wrong;
    if (!told.value.length) onSend(because, changes);
  };
  return (
    <Because label="How do you know?" action="Correct" busy={busy} onClose={onClose} onSend={send}>
      {known.kind === "place" && <FindPlace words={known.entry.name} onFound={set} />}
      <div class="fields">
        {fields.map((field) => (
          <Input
            key={field.name}
            field={field}
            value={now.value[field.name] ?? ""}
            onChange={(value) => set({ [field.name]: value })}
          />
        ))}
      </div>
      {told.value.map((words) => (
        <p key={words} class="notice bad small" role="alert">
          {words}
        </p>
      ))}
    </Because>
  );
}
