/** For a model of pictures: one training picture before and after the steps, and how it is varied in training. */
import { Button } from "@mantine/core";
import { IconArrowRight, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import type { PreparePreview } from "../../core/prepare-preview";
import type { Picture } from "../../core/picture";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { PictureCanvas } from "../../ui/pictures/picture-canvas";
import { useProject } from "../workbench";
import { AugmentationSection } from "./augmentation-section";
import classes from "./picture-parts.module.css";
import { usePictureExample } from "./use-picture-example";

const shownPx = 144;
const variedCount = 8;

export function PictureParts({ preview }: { preview: PreparePreview }) {
  const words = useMessages().prepare;
  const format = useFormat();
  const [place, setPlace] = useState(0);
  const { resolved } = preview;
  const draft = useProject((state) => state.project.draft.training.augmentation);
  const augmentation = draft ?? resolved.training.augmentation;
  const example = usePictureExample(resolved, augmentation, place, variedCount);
  const rowOf = format.number((example?.row ?? preview.example.row) + 1);
  return (
    <div className={classes.parts}>
      <Section
        title={words.exampleTitle}
        note={words.exampleText(rowOf)}
        aside={
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden />}
            onClick={() => setPlace(place + 1)}
          >
            {words.anotherPicture}
          </Button>
        }
      >
        <div className={classes.pair}>
          <Shown picture={example?.before} label={words.pictureBefore} />
          <IconArrowRight className={classes.quiet ?? ""} size={20} stroke={1.5} aria-hidden />
          <Shown picture={example?.prepared} label={words.exampleAfter(format.number(preview.featureCount))} />
        </div>
      </Section>
      <AugmentationSection
        family={resolved.family}
        settings={augmentation}
        varied={example?.varied ?? []}
        count={variedCount}
      />
    </div>
  );
}

function Shown({ picture, label }: { picture: Picture | undefined; label: string }) {
  const words = useMessages().prepare;
  return (
    <figure className={classes.figure}>
      <PictureCanvas picture={picture} label="" width={shownPx} height={shownPx} />
      <figcaption>
        {label}
        <span className={classes.quiet}>
          {picture ? words.pictureFacts(picture.width, picture.height, picture.channels === 1) : "–"}
        </span>
      </figcaption>
    </figure>
  );
}
