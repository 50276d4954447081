// Words of reports that tell of injury or death in detail: folded under a line that says why.
import { useSignal } from "@preact/signals";
import { createContext, type ComponentChildren } from "preact";
import { useContext, useRef } from "preact/hooks";
import { foldsGraphic } from "../reader/settings";
import "./folded.css";

type Graphic = Record<string, string>;

/** What the answer that is shown says of the words that it quotes: which to fold, and why. */
const Quoted = createContext<Graphic>({});

/** Everything inside quotes one answer; `graphic` are its words to be folded, each with why. */
export function Quoting({ graphic, children }: { graphic: Graphic; children: ComponentChildren }) {
  return <Quoted.Provider value={graphic}>{children}</Quoted.Provider>;
}

/** Why words are to be folded: as their row says, else as the answer says of the words. */
export function useWhy(why: string | null, words: string | null): string | null {
  const graphic = useContext(Quoted);
  return why ?? (words === null ? null : (graphic[words] ?? null));
}

interface Props {
  /** Why they are to be folded, where their row says it. */
  why?: string | null;
  /** The words, where the answer says it of words. */
  words?: string | null;
  /** In a line, or beside words that say why: no more than that they are folded. */
  brief?: boolean;
  children: ComponentChildren;
}

/** Quoted words, folded until they are opened; the setting of the reader holds here too. */
export function Folded({ why = null, words = null, brief = false, children }: Props) {
  const reason = useWhy(why, words);
  if (!reason) return <>{children}</>;
  return (
    <Fold why={reason} brief={brief}>
      {children}
    </Fold>
  );
}

type FoldProps = { why: string; brief: boolean; children: ComponentChildren };

function Fold({ why, brief, children }: FoldProps) {
  const opened = useSignal(false);
  const room = useRef<HTMLSpanElement>(null);
  // The button that was pressed goes away: the focus stays with the words.
  const act = (change: () => void) => () => {
    change();
    room.current?.focus();
  };
  const folds = foldsGraphic.value && !opened.value;
  return (
    <span class={`fold ${folds ? "small" : ""}`} ref={room} tabIndex={-1}>
      {folds ? (
        <>
          Graphic words, folded{brief ? <span class="unseen">: {why}</span> : `: ${why}`}.{" "}
          <button type="button" class="ref" onClick={act(() => (opened.value = true))}>
            Open
          </button>
          {!brief && (
            <button type="button" class="ref" onClick={act(() => (foldsGraphic.value = false))}>
              Never fold
            </button>
          )}
        </>
      ) : (
        <>
          {children}{" "}
          <button type="button" class="ref small soft no-print" onClick={act(() => refold(opened))}>
            Fold
          </button>
        </>
      )}
    </span>
  );
}

/** Fold again: these words where they were opened, all where nothing is folded. */
function refold(opened: { value: boolean }): void {
  opened.value = false;
  foldsGraphic.value = true;
}
