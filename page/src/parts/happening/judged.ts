// What people said of pairs of accounts, by the words that they said it of.
import type { HappeningView, Judged } from "../../types";

type Telling = Pick<HappeningView["whole"]["accounts"][number], "id" | "document" | "trigger">;
type End = Judged["left"];

const isOf = ({ document, words }: End, { document: home, trigger }: Telling): boolean =>
  document === home && words.start < trigger.stop && trigger.start < words.stop;

/** What was said of two accounts, whichever of them was named first; the newest first. */
export function saidOf(
  judged: readonly Judged[],
  left: Telling | undefined,
  right: Telling | undefined,
): Judged[] {
  if (!left || !right) return [];
  const among = judged.filter(
    (one) =>
      (isOf(one.left, left) && isOf(one.right, right)) ||
      (isOf(one.left, right) && isOf(one.right, left)),
  );
  return among.sort((a, b) => b.seq - a.seq);
}
