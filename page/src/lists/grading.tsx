// Setting a grade over the suggested one, or taking it back, with the reason.
import { useSignal } from "@preact/signals";
import { Dialog } from "../parts/dialog";
import { post } from "../source";
import { renew } from "../store";
import type { GradeBody, Written } from "../types";
import { CREDIBILITY, RELIABILITY } from "../words";
import "./grading.css";

interface Props {
  scale: "credibility" | "reliability";
  subject: string;
  /** The grade that a person set before, if one did. */
  given: string | null;
  what: string;
}

/** A button that opens the form. */
export function SetGrade({ scale, subject, given, what }: Props) {
  const open = useSignal(false);
  const failure = useSignal<string | null>(null);
  const grades = Object.entries(scale === "reliability" ? RELIABILITY : CREDIBILITY);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const grade = String(form.get("grade")) || null;
    const body: GradeBody = { scale, subject, grade, because: String(form.get("because")) };
    try {
      await post<Written>("/api/grades", body);
      open.value = false;
      await renew();
    } catch (error) {
      failure.value = (error as Error).message;
    }
  };
  return (
    <>
      <button type="button" class="bare small no-print" onClick={() => (open.value = true)}>
        Grade
      </button>
      <Dialog title={`Grade ${what}`} open={open.value} onClose={() => (open.value = false)}>
        <form class="grading" onSubmit={(event) => void submit(event)}>
          <label>
            The grade
            <select name="grade" defaultValue={given ?? ""}>
              <option value="">as suggested</option>
              {grades.map(([grade, words]) => (
                <option key={grade} value={grade}>
                  {grade}: {words}
                </option>
              ))}
            </select>
          </label>
          <label>
            Why
            <textarea name="because" rows={3} required />
          </label>
          {failure.value && (
            <p class="notice bad" role="alert">
              {failure.value}
            </p>
          )}
          <button class="chief">Set the grade</button>
        </form>
      </Dialog>
    </>
  );
}
