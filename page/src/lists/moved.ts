// A change in words: what a change's `before` and `after` are depends on its kind.
import type { ChangeRows } from "../types";

type Change = ChangeRows["rows"][number];

/** What stands before and after, with the word that tells what they are. */
export interface Moved {
  word: string;
  before: string | null;
  after: string | null;
}

/** How a change is told; nothing where its kind and name say it all. */
export function movedOf({ kind, before, after }: Change): Moved | null {
  if (!before && !after) return null;
  switch (kind) {
    case "new_happening":
      return { word: "told by", before: null, after: after ?? before };
    case "check_came":
      return { word: "", before: null, after };
    case "forecast_due":
      return {
        word: after ? `due ${after}, foretold by` : "foretold by",
        before: null,
        after: before,
      };
    case "origin_gained":
    case "origin_lost":
      return { word: "on the word of", before: before ?? "nobody", after: after ?? "nobody" };
    default:
      return { word: "", before: before ?? "nothing", after: after ?? "nothing" };
  }
}
