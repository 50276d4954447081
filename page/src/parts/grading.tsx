// A grade of what is told or of who tells it: suggested with reasons, until a person sets it.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Given, GradeBody } from "../types";
import { CREDIBILITY, RELIABILITY } from "../words";
import { Because } from "./because";
import { Dialog } from "./dialog";
import { Grade } from "./grade";
import { Signed } from "./stamp";
import { TakeBack } from "./take-back";
import { isWritable, openWriting, Outcome, Refused, type Writing } from "./writing";
import "./grading.css";

interface Props {
  scale: "credibility" | "reliability";
  /** What the grade is kept of: an event's id, a source's name. */
  subject: string;
  /** What is graded, in words. */
  what: string;
  suggested: string;
  reasons: readonly string[];
  /** The grade that a person set, if one did. */
  given: Given | null;
  /** In a table: who, when and the reasons are there when they are asked for. */
  brief?: boolean;
}

type Asked = Props & { writing: Writing };

function Form({ scale, subject, what, suggested, given, writing }: Asked) {
  const open = useSignal(false);
  const grade = useSignal("");
  const show = () => {
    grade.value = given?.grade ?? suggested;
    open.value = true;
  };
  const close = () => (open.value = false);
  const send = async (because: string) => {
    const body: GradeBody = { scale, subject, grade: grade.value, because };
    if (await writing.send("/api/grades", body, `Graded ${grade.value}.`)) close();
  };
  return (
    <>
      <button type="button" class="bare small way no-print" onClick={show}>
        {given ? "Grade anew" : "Grade"}
        <span class="unseen"> {what}</span>
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
              onChange={({ currentTarget }) => (grade.value = currentTarget.value)}
            >
              {Object.entries(scale === "reliability" ? RELIABILITY : CREDIBILITY).map(
                ([code, words]) => (
                  <option key={code} value={code}>
                    {code}: {words}
                    {code === suggested && " (as suggested)"}
                  </option>
                ),
              )}
            </select>
          </label>
        </Because>
        <Refused writing={writing} />
      </Dialog>
    </>
  );
}

/** Who set the grade and why, and what is suggested with the reasons. */
function Why({ given, suggested, reasons }: Props) {
  return (
    <>
      {given && (
        <p class="small">
          set <Signed by={given} />
          <br />
          <span class="soft">
            suggested: <Grade grade={suggested} />
          </span>
        </p>
      )}
      <ul class="small soft">
        {reasons.map((reason) => (
          <li key={reason}>
            <bdi>{reason}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The grade in force, why, and the ways to set another or to take it back. */
export function Grading(props: Props) {
  const { given, suggested, what, brief = false } = props;
  const writing = useMemo(openWriting, []);
  const acts = isWritable() && (
    <>
      <Form {...props} writing={writing} />
      {given && (
        <TakeBack
          seq={given.seq}
          what={`the grade of ${what}`}
          then={`The grade set before stands again, else the suggested one: ${suggested}.`}
          writing={writing}
        />
      )}
    </>
  );
  return (
    <div class={`grading ${brief ? "brief" : ""}`}>
      <Grade grade={given?.grade ?? suggested} byPerson={given !== null} />
      {brief && (
        <details class="small">
          <summary>
            Why<span class="unseen">, for {what}</span>
          </summary>
          <Why {...props} />
        </details>
      )}
      {acts}
      {!brief && <Why {...props} />}
      <Outcome writing={writing} />
    </div>
  );
}
