/** Making pictures for a class in school: drawn on a pad or taken with the camera, class by class, and opened like a folder of files. */
import { Button, Modal, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { SourceFile } from "../../core/source-file";
import { useFormat, useMessages } from "../../i18n/locale";
import { ClassForm } from "../controls/class-form";
import { CameraTab } from "./camera-tab";
import { DrawTab } from "./draw-tab";
import { classNameFrom, filesOf, withoutLast, withPicture, type MadeClass, type MakingProps } from "./made-pictures";
import classes from "./picture-maker.module.css";

export interface PictureMakerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Files in folders of their classes, to be opened as if they had been dropped. */
  readonly onFiles: (files: readonly SourceFile[]) => void;
  readonly onFailure: (error: unknown) => void;
}

export function PictureMaker({ isOpen, onClose, ...rest }: PictureMakerProps) {
  const words = useMessages().pictures;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="min(720px, 96vw)"
      title={words.makePictures}
      closeButtonProps={{ "aria-label": words.close }}
      // The head of a dialog is not the head of the page.
      attributes={{ header: { role: "none" } }}
    >
      <Making {...rest} onClose={onClose} />
    </Modal>
  );
}

function Making({ onClose, onFiles, onFailure }: Omit<PictureMakerProps, "isOpen">) {
  const words = useMessages().pictures;
  const format = useFormat();
  const [way, setWay] = useState<"draw" | "camera">("draw");
  const [made, setMade] = useState<readonly MadeClass[]>(() =>
    words.firstClasses.map((name) => ({ name, pictures: [] })),
  );
  const count = made.reduce((sum, { pictures }) => sum + pictures.length, 0);
  const filled = made.filter(({ pictures }) => pictures.length > 0).length;
  const making: MakingProps = {
    made,
    onPicture: (to, picture) => setMade((before) => withPicture(before, to, picture)),
    onTakeBack: (from) => setMade((before) => withoutLast(before, from)),
    onFailure,
  };
  return (
    <div className={classes.maker}>
      <SegmentedControl
        aria-label={words.wayToMake}
        value={way}
        data={[
          { value: "draw", label: words.draw },
          { value: "camera", label: words.camera },
        ]}
        onChange={(value) => setWay(value === "camera" ? "camera" : "draw")}
      />
      <p className={classes.note}>{words.staysHere}</p>
      {way === "draw" ? <DrawTab {...making} /> : <CameraTab {...making} />}
      <ClassForm
        nameFrom={(text) => classNameFrom(text, made)}
        onAdd={(name) => setMade([...made, { name, pictures: [] }])}
      />
      <div className={classes.end}>
        <p className={classes.note} role="status">
          {words.made(format.number(count), format.number(filled))}
        </p>
        <Button
          disabled={count === 0}
          onClick={() => {
            onFiles(filesOf(made, words.madeFolder));
            onClose();
          }}
        >
          {words.openMade}
        </Button>
      </div>
    </div>
  );
}
