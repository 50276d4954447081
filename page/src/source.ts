// Where the page has its data from: the API of the server that sent it, or, in a file that was
// written out, the same answers held inside the file.
import { heldUnder } from "./held";
import type { Problem } from "./types";

/** A request that was refused, with what to do about it. */
export class Refused extends Error {
  constructor(
    readonly problem: string,
    readonly remedy: string,
  ) {
    super(`${problem}; ${remedy}`);
  }
}

const HELD = document.getElementById("data");
/** Whether this page is a file that was written out: nothing can be changed in it. */
export const STANDALONE = HELD !== null;

let held: Promise<Map<string, unknown>> | undefined;

async function unpack(packed: string): Promise<Map<string, unknown>> {
  const bytes = Uint8Array.from(atob(packed.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Map(Object.entries((await new Response(stream).json()) as Record<string, unknown>));
}

async function fromFile<T>(path: string): Promise<T> {
  held ??= unpack(HELD?.textContent ?? "");
  const answers = await held;
  const there = heldUnder(answers, path);
  if (there === undefined) {
    throw new Refused("this is not in the file", "open the case itself with crossfix serve");
  }
  return answers.get(there) as T;
}

async function answered<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => null)) as Problem | null;
  throw new Refused(
    problem?.problem ?? `the server answered ${response.status}`,
    problem?.remedy ?? "look at what crossfix serve printed",
  );
}

async function reached(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new Refused("crossfix does not answer", "start crossfix serve again");
  }
}

/** The answer of the API to a path such as `/api/case`. */
export async function get<T>(path: string): Promise<T> {
  if (STANDALONE) return fromFile<T>(path);
  return answered<T>(await reached(path));
}

/** Send a record, or a form with files; the answer. */
export async function post<T>(path: string, body: object | FormData): Promise<T> {
  const headers: Record<string, string> = { "X-Crossfix": "1" };
  const isForm = body instanceof FormData;
  if (!isForm) headers["Content-Type"] = "application/json";
  const sent = isForm ? body : JSON.stringify(body);
  return answered<T>(await reached(path, { method: "POST", headers, body: sent }));
}
