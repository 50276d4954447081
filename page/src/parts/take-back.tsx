// Taking back what somebody decided, as long as it stands: another entry of the audit log.
import { useSignal } from "@preact/signals";
import { Because } from "./because";
import { Dialog } from "./dialog";
import { Refused, type Writing } from "./writing";
import "./take-back.css";

interface Props {
  /** The audit entry that wrote it. */
  seq: number;
  /** What is taken back: "the grade". */
  what: string;
  /** What holds then. */
  then: string;
  writing: Writing;
}

/** A button that asks why, and takes it back. */
export function TakeBack({ seq, what, then, writing }: Props) {
  const open = useSignal(false);
  const close = () => (open.value = false);
  const send = async (because: string) => {
    if (await writing.send(`/api/undo/${seq}`, { because }, "Taken back.")) close();
  };
  return (
    <>
      <button type="button" class="bare small way no-print" onClick={() => (open.value = true)}>
        Take back<span class="unseen"> {what}</span>
      </button>
      <Dialog title={`Take back ${what}`} open={open.value} onClose={close}>
        <p class="small">{then}</p>
        <Because
          label="Why"
          action="Take it back"
          busy={writing.busy.value}
          onClose={close}
          onSend={(because) => void send(because)}
        />
        <Refused writing={writing} />
      </Dialog>
    </>
  );
}
