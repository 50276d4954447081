// How credible a happening is: suggested with reasons, until a person sets it.
import { useSignal } from "@preact/signals";
import type { GradeBody, HappeningView } from "../../types";
import { CREDIBILITY } from "../../words";
import { Because } from "../because";
import { Dialog } from "../dialog";
import { Grade } from "../grade";
import { Stamp } from "../stamp";
import { isWritable, Outcome, type Writing } from "../writing";

interface Props {
  view: HappeningView;
  writing: Writing;
}

function SetGrade({ view, writing }: Props) {
  const open = useSignal(false);
  const { given, credibility } = view.whole;
  const grade = useSignal(given?.grade ?? credibility.grade);
  const close = () => (open.value = false);
  const send = async (because: string) => {
    const body: GradeBody = {
      scale: "credibility",
      subject: view.row.event,
      grade: grade.value || null,
      because,
    };
    if (await writing.send("/api/grades", body, "Graded.")) close();
  };
  return (
    <p class="small no-print">
      <button type="button" onClick={() => (open.value = true)}>
        {given ? "Grade anew" : "Set a grade"}
      </button>
      <Dialog title="How credible is it?" open={open.value} onClose={close}>
        <Because
          label="Why?"
          action={grade.value ? "Grade" : "Take the grade back"}
          busy={writing.busy.value}
          onClose={close}
          onSend={(because) => void send(because)}
        >
          <label>
            Credibility (Admiralty scale)
            <select
              value={grade.value}
              onChange={({ currentTarget }) => (grade.value = currentTarget.value)}
            >
              {Object.entries(CREDIBILITY).map(([code, words]) => (
                <option key={code} value={code}>
                  {code}: {words}
                </option>
              ))}
              {given && <option value="">as suggested ({credibility.grade})</option>}
            </select>
          </label>
        </Because>
        <Outcome writing={writing} />
      </Dialog>
    </p>
  );
}

/** The grade in force, the suggested one beside it, and why. */
export function Grading({ view, writing }: Props) {
  const { given, credibility } = view.whole;
  return (
    <section aria-label="Credibility">
      <p>
        <Grade grade={given?.grade ?? credibility.grade} byPerson={given !== null} />
      </p>
      {given && (
        <p class="small">
          set by <bdi>{given.who}</bdi>, <Stamp at={given.at} />: <bdi>“{given.because}”</bdi>
          <br />
          <span class="soft">
            suggested: <Grade grade={credibility.grade} />
          </span>
        </p>
      )}
      <ul class="small soft">
        {credibility.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {isWritable() && <SetGrade view={view} writing={writing} />}
    </section>
  );
}
