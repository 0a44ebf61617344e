/** What a built-in scenario teaches, and that its data are made up. */
import { Badge } from "@mantine/core";
import type { SampleInfo } from "../../core/sample-spec";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import classes from "./sample-lesson.module.css";

export function SampleLesson({ sample }: { sample: SampleInfo | null }) {
  const words = useMessages().data;
  const format = useFormat();
  return (
    <Section
      title={sample ? words.lesson : words.synthetic}
      aside={sample && <Badge variant="light">{words.synthetic}</Badge>}
    >
      {sample && <p className={classes.text}>{format.text(sample.lesson)}</p>}
      <p className={classes.quiet}>{words.syntheticText}</p>
    </Section>
  );
}
