// What a report is called: a title that tells of injury or death in detail is folded.
import { useSignal } from "@preact/signals";
import { foldsGraphic } from "../reader/settings";
import { useWhy } from "./folded";
import "./report-title.css";

const FOLDED = "A title is folded";

/** The title where nothing can be opened: in a choice, a drawing, the name of the window. */
export const titleWords = (heading: string, why: string | null | undefined): string =>
  why && foldsGraphic.value ? FOLDED : heading;

interface Props {
  heading: string;
  /** Why it is to be folded, where its row says it. */
  why?: string | null;
  /** Where it leads. */
  href?: string;
}

/** The title of a report, with the way to open one that is folded; a link always has a name. */
export function Title(props: Props) {
  return <Named key={props.heading} {...props} />;
}

function Named({ heading, why = null, href }: Props) {
  const reason = useWhy(why, heading);
  const opened = useSignal(false);
  const folds = reason !== null && foldsGraphic.value && !opened.value;
  const words = folds ? (
    <>
      {FOLDED}
      <span class="unseen"> ({reason})</span>
    </>
  ) : (
    <bdi>{heading}</bdi>
  );
  const title = href ? <a href={href}>{words}</a> : words;
  if (reason === null) return title;
  const act = () => {
    opened.value = folds;
    if (!folds) foldsGraphic.value = true;
  };
  return (
    <span class={folds ? "titled folds" : "titled"}>
      {title}{" "}
      <button type="button" class="ref small soft no-print" onClick={act}>
        {folds ? "Open" : "Fold"}
        <span class="unseen"> the title</span>
      </button>
    </span>
  );
}
