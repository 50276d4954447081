// What a report is called, with the way to its words.
import { to } from "../../route";
import type { HappeningView } from "../../types";
import { Title } from "../report-title";

interface Props {
  view: HappeningView;
  document: string;
  event?: string | undefined;
}

/** A report of the happening by its heading, as a link to what it says. */
export function ReportName({ view, document, event }: Props) {
  const account = view.accounts.find((each) => each.document === document);
  const mark = event ?? account?.event;
  return (
    <Title
      heading={account?.heading ?? document}
      why={account?.heading_graphic}
      href={to("report", document, { mark })}
    />
  );
}
