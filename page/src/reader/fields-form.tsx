// A form for what may be corrected: its fields with what they hold now, and why.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Because } from "../parts/because";
import { plain } from "../words";
import { changesOf, type Field } from "./corrections";

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
  fields: Field[];
  /** What the fields hold now, by name. */
  before: Record<string, string>;
  busy: boolean;
  onSend: (because: string, changes: Record<string, unknown>) => void;
  onClose: () => void;
  /** What stands above the fields and may fill some of them. */
  above?: (fill: (values: Record<string, string>) => void) => ComponentChildren;
}

/** Only what was changed is sent. */
export function FieldsForm({ fields, before, busy, onSend, onClose, above }: Props) {
  const now = useSignal<Record<string, string>>(before);
  const told = useSignal<string[]>([]);
  const fill = (values: Record<string, string>) => (now.value = { ...now.value, ...values });
  const send = (because: string) => {
    const { changes, wrong } = changesOf(fields, before, now.value);
    const nothing = !wrong.length && !Object.keys(changes).length;
    told.value = nothing ? ["Nothing was changed yet: accept it, or change a field."] : wrong;
    if (!told.value.length) onSend(because, changes);
  };
  return (
    <Because label="How do you know?" action="Correct" busy={busy} onClose={onClose} onSend={send}>
      {above?.(fill)}
      <div class="fields">
        {fields.map((field) => (
          <Input
            key={field.name}
            field={field}
            value={now.value[field.name] ?? ""}
            onChange={(value) => fill({ [field.name]: value })}
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
