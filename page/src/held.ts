// The answers held in a file that was written out, found under what the page asks for.
import type { HappeningView } from "./types";

const CHANGES = "/api/changes?since=";
const HAPPENING = "/api/happenings/";

/** What changed since a day is what changed since the last day held that is not after it. */
function sinceDay(answers: Map<string, unknown>, path: string): string {
  let found = "/api/changes"; // what changed since before everything
  for (const name of answers.keys()) {
    if (name.startsWith(CHANGES) && name <= path && name > found) found = name;
  }
  return found;
}

/** A happening is held under its own id; one of its events leads to it too. */
function ofEvent(answers: Map<string, unknown>, event: string): string | undefined {
  for (const [name, held] of answers) {
    if (!name.startsWith(HAPPENING)) continue;
    if ((held as HappeningView).whole.happening.accounts.includes(event)) return name;
  }
  return undefined;
}

/** The path under which the answer to a path is held; nothing where there is none. */
export function heldUnder(answers: Map<string, unknown>, path: string): string | undefined {
  if (answers.has(path)) return path;
  if (path.startsWith(CHANGES)) {
    const found = sinceDay(answers, path);
    return answers.has(found) ? found : undefined;
  }
  if (path.startsWith(HAPPENING)) {
    return ofEvent(answers, decodeURIComponent(path.slice(HAPPENING.length)));
  }
  const whole = path.split("?")[0]!; // lists are held whole, whatever part is asked for
  return answers.has(whole) ? whole : undefined;
}
