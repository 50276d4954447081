// A long list, fetched a part at a time.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { get, STANDALONE } from "../source";
import { theCase } from "../store";
import { count } from "../words";

const PART = 100;

interface Answer<R> {
  page: { total: number; offset: number; limit: number };
  rows: R[];
}

interface Props<R> {
  /** The path of the list, with its question but without offset and limit. */
  path: string;
  /** What one row is called: "claim". */
  one: string;
  /** What several are called, where that is not "claims". */
  many?: string;
  /** Why there may be nothing. */
  empty: string;
  /** In a file, which holds the list whole: the rows that the question is about. */
  keep?: (row: R) => boolean;
  children: (rows: R[]) => ComponentChildren;
}

/** The address of a part of a list. */
export function partOf(path: string, offset: number): string {
  const joined = path.includes("?") ? "&" : "?";
  return `${path}${joined}limit=${PART}&offset=${offset}`;
}

/** Rows of a list with their number, and a button that brings more. */
export function Paged<R>({ path, one, many, empty, keep, children }: Props<R>) {
  const rows = useSignal<R[]>([]);
  const total = useSignal<number | null>(null);
  const failure = useSignal<string | null>(null);
  const more = async (offset: number) => {
    try {
      const answer = await get<Answer<R>>(partOf(path, offset));
      const found = STANDALONE && keep ? answer.rows.filter(keep) : answer.rows;
      rows.value = [...rows.value.slice(0, offset), ...found];
      total.value = STANDALONE ? found.length : answer.page.total;
      failure.value = null;
    } catch (error) {
      failure.value = (error as Error).message;
    }
  };
  useEffect(() => void more(0), [path, theCase()?.head]);
  const found = total.value;
  const left = (found ?? 0) - rows.value.length;
  return (
    <>
      <p class="soft" role="status">
        {failure.value ??
          (found === null ? "Reading the case …" : found ? count(found, one, many) : empty)}
      </p>
      {rows.value.length > 0 && children(rows.value)}
      {left > 0 && (
        <button type="button" onClick={() => void more(rows.value.length)}>
          Show {Math.min(PART, left)} more of {left.toLocaleString("en-GB")}
        </button>
      )}
    </>
  );
}
