// A reason, which everything that a person decides has to have.
import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";

interface Props {
  label: string;
  action: string;
  onSend: (because: string) => void;
  onClose: () => void;
  busy: boolean;
  children?: ComponentChildren;
}

/** A form that asks for a reason, below whatever else it asks for. */
export function Because({ label, action, onSend, onClose, busy, children }: Props) {
  const because = useSignal("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (because.value.trim()) onSend(because.value.trim());
  };
  return (
    <form onSubmit={submit}>
      {children}
      <label>
        {label}
        <textarea
          required
          rows={3}
          value={because.value}
          onInput={({ currentTarget }) => (because.value = currentTarget.value)}
        />
      </label>
      <p class="small soft">The reason is kept in the audit log with your name and the time.</p>
      <div class="answers">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" class="chief" disabled={busy || !because.value.trim()}>
          {action}
        </button>
      </div>
    </form>
  );
}
