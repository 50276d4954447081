// Setting a grade over the suggested one, or taking it back, with the reason.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Because } from "../parts/because";
import { Dialog } from "../parts/dialog";
import { openWriting, Outcome } from "../parts/writing";
import type { GradeBody } from "../types";
import { CREDIBILITY, RELIABILITY } from "../words";

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
  const grade = useSignal(given ?? "");
  const writing = useMemo(openWriting, []);
  const close = () => (open.value = false);
  const send = async (because: string) => {
    const body: GradeBody = { scale, subject, grade: grade.value || null, because };
    if (await writing.send("/api/grades", body, "The grade was written.")) close();
  };
  return (
    <>
      <button type="button" class="bare small no-print" onClick={() => (open.value = true)}>
        Grade
      </button>
      <Dialog title={`Grade ${what}`} open={open.value} onClose={close}>
        <Because
          label="Why"
          action="Set the grade"
          busy={writing.busy.value}
          onClose={close}
          onSend={(because) => void send(because)}
        >
          <label>
            The grade
            <select
              value={grade.value}
              onChange={(event) => (grade.value = event.currentTarget.value)}
            >
              <option value="">as suggested</option>
              {Object.entries(scale === "reliability" ? RELIABILITY : CREDIBILITY).map(
                ([one, words]) => (
                  <option key={one} value={one}>
                    {one}: {words}
                  </option>
                ),
              )}
            </select>
          </label>
        </Because>
        <Outcome writing={writing} />
      </Dialog>
    </>
  );
}
