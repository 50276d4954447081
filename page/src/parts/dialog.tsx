// A dialog of the browser's own: it keeps the focus inside and gives it back when it closes.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import "./dialog.css";

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** An element and what lies around it, from the inside out. */
function* wayUp(from: Element | null): Generator<HTMLElement> {
  for (let at = from; at; at = at.parentElement) if (at instanceof HTMLElement) yield at;
}

/** Focus where it was, or, where that went away with what was written, what it lay in. */
function giveBack(around: HTMLElement[]): void {
  const left = around.find((element) => element.isConnected);
  if (!left || (document.activeElement && document.activeElement !== document.body)) return;
  if (left !== around[0] && !left.hasAttribute("tabindex")) left.tabIndex = -1;
  left.focus({ preventScroll: left !== around[0] });
}

/** Something to be answered before going on; Esc closes it. */
export function Dialog({ title, open, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog || !open) return;
    const before = document.activeElement;
    const around = [...wayUp(before)];
    dialog.showModal();
    dialog.querySelector<HTMLElement>("form :is(input, select, textarea)")?.focus();
    return () => {
      dialog.close();
      queueMicrotask(() => giveBack(around)); // once what is written anew stands
    };
  }, [open]);
  if (!open) return null;
  return (
    <dialog class="dialog" ref={ref} aria-labelledby={heading} onClose={onClose}>
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" class="bare" onClick={onClose} aria-label="Close">
          ✕
        </button>
      </header>
      {children}
    </dialog>
  );
}
