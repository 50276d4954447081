// Which report something stands in, and the way to its words.
import { Title } from "../parts/report-title";
import { to } from "../route";

interface Props {
  document: string;
  heading: string;
  heading_graphic?: string | null;
  published: string | null;
  mark?: string;
}

/** A report by its heading and day; the link leads to the words in the reader. */
export function Where({ document, heading, heading_graphic, published, mark }: Props) {
  return (
    <div class="where">
      <Title heading={heading} why={heading_graphic} href={to("report", document, { mark })} />
      <div class="soft">{published?.slice(0, 10) ?? "no date"}</div>
    </div>
  );
}
