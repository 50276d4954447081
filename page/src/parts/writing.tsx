// Writing into the case: one thing at a time, and what came of it told where it was asked for.
import { signal, type Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { post, STANDALONE } from "../source";
import { renew, theCase } from "../store";
import type { Written } from "../types";
import "./writing.css";

/** Whether anything can be written: not in a file that was written out, nor in a sealed case. */
export const isWritable = (): boolean => !STANDALONE && theCase()?.writable === true;

/** What came of a write; `seq` is its audit entry, where that can be taken back. */
interface Came {
  words: string;
  failed: boolean;
  seq?: number;
}

/** A place from which is written: whether it is busy, and what came of the last write. */
export interface Writing {
  busy: Signal<boolean>;
  outcome: Signal<Came | null>;
  /** Send a record; `done` is what to say then.  Nothing is given back where it was refused. */
  send(path: string, body: object, done: string): Promise<Written | undefined>;
}

const mine: number[] = [];

/** The audit entry of what was last written from this page and not undone, if there is any. */
export const lastWritten = (): number | undefined => mine.at(-1);

const UNDO = /^\/api\/undo\/(\d+)$/;

function remember(path: string, written: Written): void {
  const undone = UNDO.exec(path);
  if (!undone && written.undo) mine.push(written.seq);
  else if (undone && mine.includes(Number(undone[1])))
    mine.splice(mine.indexOf(Number(undone[1])), 1);
}

export function openWriting(): Writing {
  const busy = signal(false);
  const outcome: Writing["outcome"] = signal(null);
  async function send(path: string, body: object, done: string): Promise<Written | undefined> {
    if (busy.peek()) return undefined;
    busy.value = true;
    outcome.value = null;
    try {
      const written = await post<Written>(path, body);
      remember(path, written);
      await renew();
      const undoable = written.undo && !UNDO.test(path);
      outcome.value = { words: done, failed: false, ...(undoable ? { seq: written.seq } : {}) };
      return written;
    } catch (error) {
      outcome.value = { words: (error as Error).message, failed: true };
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  return { busy, outcome, send };
}

/** What came of the last write, with the way back; a screen reader hears it. */
export function Outcome({ writing }: { writing: Writing }) {
  const outcome = writing.outcome.value;
  const seq = outcome?.seq;
  const room = useRef<HTMLParagraphElement>(null);
  const undo = () => {
    room.current?.focus(); // the button goes away
    void writing.send(`/api/undo/${seq}`, { because: "undone on the page at once" }, "Undone.");
  };
  return (
    <p
      class={`outcome small ${outcome?.failed ? "failed" : ""}`}
      role="status"
      ref={room}
      tabIndex={-1}
    >
      {writing.busy.value ? "Writing …" : outcome?.words}
      {seq !== undefined && !writing.busy.value && (
        <>
          {" "}
          <button type="button" class="ref no-print" onClick={undo}>
            Undo
          </button>
        </>
      )}
    </p>
  );
}

/** In a dialog: why what was sent is refused. */
export function Refused({ writing }: { writing: Writing }) {
  const outcome = writing.outcome.value;
  return outcome?.failed ? (
    <p class="notice bad small" role="alert">
      {outcome.words}
    </p>
  ) : null;
}
