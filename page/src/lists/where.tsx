// Which report something stands in, and the way to its words.
import { to } from "../route";

interface Props {
  document: string;
  heading: string;
  published: string | null;
  mark?: string;
}

/** A report by its heading and day; the link leads to the words in the reader. */
export function Where({ document, heading, published, mark }: Props) {
  return (
    <div class="where">
      <a href={to("report", document, { mark })}>
        <bdi>{heading}</bdi>
      </a>
      <div class="soft">{published?.slice(0, 10) ?? "no date"}</div>
    </div>
  );
}
