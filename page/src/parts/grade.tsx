// A grade with what it means: never a letter or a digit alone.
import { CREDIBILITY, RELIABILITY } from "../words";
import "./grade.css";

interface Props {
  grade: string;
  byPerson?: boolean;
  /** In a narrow column: the meaning is there for a screen reader and as a tooltip. */
  brief?: boolean;
}

/** What a grade of either scale means, in the words of the standard. */
export const meaning = (grade: string): string =>
  CREDIBILITY[grade] ?? RELIABILITY[grade] ?? "not graded";

/** An Admiralty grade: of what is told (1 to 6) or of who tells it (A to F). */
export function Grade({ grade, byPerson = false, brief = false }: Props) {
  const words = `${meaning(grade)}${byPerson ? ", graded by a person" : ""}`;
  return (
    <span class="grade" data-grade={grade} title={words}>
      <b>{grade}</b> <span class={brief ? "unseen" : "grade-words"}>{words}</span>
    </span>
  );
}
