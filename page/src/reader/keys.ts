// The keys of the reader.
import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { choose } from "../route";
import { step, type Report } from "./report";

/** The dialog that is open. */
export const asked = signal<"help" | "correct" | "reject" | null>(null);

export const KEYS = [
  { keys: ["j", "n"], does: "next mark" },
  { keys: ["k", "p"], does: "previous mark" },
  { keys: ["Enter"], does: "to the card of the chosen mark" },
  { keys: ["a"], does: "accept: the text says so" },
  { keys: ["c"], does: "correct: it says so, with other values" },
  { keys: ["r"], does: "reject: the text does not say so" },
  { keys: ["u"], does: "undo what you wrote last" },
  { keys: ["Esc"], does: "back to the text, then no mark chosen" },
  { keys: ["?"], does: "these keys" },
];

/** What the keys set off beside moving. */
export interface Acts {
  /** Absent where nothing can be written. */
  accept?: () => void;
  undo?: () => void;
  canReview: () => boolean;
}

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || !!target.closest("input, select, textarea, dialog");
}

const inText = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest("[data-stop]") !== null;

function leave(): void {
  const card = document.querySelector(".card");
  const stop = document.querySelector<HTMLElement>(".text [data-stop]");
  if (card?.contains(document.activeElement) && stop) stop.focus();
  else choose({ mark: undefined, at: undefined });
}

/** Do what a key means; whether it meant anything. */
function act(event: KeyboardEvent, report: Report, acts: Acts): boolean {
  const { key } = event;
  if (key === "j" || key === "n") step(report, 1);
  else if (key === "k" || key === "p") step(report, -1);
  else if (inText(event) && (key === "ArrowRight" || key === "ArrowDown")) step(report, 1);
  else if (inText(event) && (key === "ArrowLeft" || key === "ArrowUp")) step(report, -1);
  else if (inText(event) && (key === "Enter" || key === " ")) enter(report);
  else if (key === "?") asked.value = "help";
  else if (key === "Escape") leave();
  else if (key === "u" && acts.undo) acts.undo();
  else if (key === "a" && acts.accept && acts.canReview()) acts.accept();
  else if (key === "c" && acts.accept && acts.canReview()) asked.value = "correct";
  else if (key === "r" && acts.accept && acts.canReview()) asked.value = "reject";
  else return false;
  return true;
}

/** Choose the mark at which the tab key stands; if it is chosen, go to its card. */
function enter(report: Report): void {
  if (report.chosen.peek()) document.querySelector<HTMLElement>(".card h2")?.focus();
  else choose({ mark: report.stop.peek() ?? undefined });
}

/** Listen as long as the report is open; nothing happens while somebody types. */
export function useKeys(report: Report, acts: Acts): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event)) return;
      if (act(event, report, acts)) event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [report, acts]);
}
