// The question above a list: words to look for and choices, kept in the address.
import type { ComponentChildren } from "preact";
import { choose, here } from "../route";
import "./ask.css";

const WAIT = 250; // milliseconds after the last key, so that not every key asks the case
let waiting = 0;

const asked = (name: string): string => here.value.query.get(name) ?? "";

interface WordsProps {
  name: string;
  label: string;
  /** Words that are offered; others may be written as well. */
  among?: readonly string[];
}

/** A field for words; the list follows as they are written. */
export function AskWords({ name, label, among = [] }: WordsProps) {
  const change = (event: Event) => {
    const words = (event.target as HTMLInputElement).value.trim();
    clearTimeout(waiting);
    waiting = window.setTimeout(() => choose({ [name]: words || undefined }), WAIT);
  };
  return (
    <label>
      <span class="small soft">{label}</span>
      <input
        type="search"
        defaultValue={asked(name)}
        onInput={change}
        list={among.length ? `${name}-offered` : undefined}
      />
      {among.length > 0 && (
        <datalist id={`${name}-offered`}>
          {among.map((words) => (
            <option key={words} value={words} />
          ))}
        </datalist>
      )}
    </label>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  /** Values and what they are called. */
  among: readonly (readonly [string, string])[];
}

/** One of several, or any. */
export function AskChoice({ name, label, among }: ChoiceProps) {
  const change = (event: Event) =>
    choose({ [name]: (event.target as HTMLSelectElement).value || undefined });
  return (
    <label>
      <span class="small soft">{label}</span>
      <select value={asked(name)} onChange={change}>
        <option value="">any</option>
        {among.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

interface DayProps {
  name: string;
  label: string;
  /** What is asked when nothing is chosen. */
  usual?: string;
}

/** A day. */
export function AskDay({ name, label, usual = "" }: DayProps) {
  const change = (event: Event) =>
    choose({ [name]: (event.target as HTMLInputElement).value || undefined });
  return (
    <label>
      <span class="small soft">{label}</span>
      <input type="date" value={asked(name) || usual} onChange={change} />
    </label>
  );
}

/** The fields side by side; there is nothing to send. */
export function Ask({ children }: { children: ComponentChildren }) {
  return (
    <form class="ask no-print" onSubmit={(event) => event.preventDefault()}>
      {children}
    </form>
  );
}

/** The names among the parameters of the address that have a value, as a question. */
export function question(...names: string[]): string {
  const pairs = names.map((name) => [name, asked(name)] as const).filter(([, value]) => value);
  return pairs.length ? `?${new URLSearchParams(pairs.map(([n, v]) => [n, v]))}` : "";
}
