/** One picture made here, and what the model says of it: drawn where it learned from small grey pictures, photographed where it learned from coloured ones. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import type { ColumnInfo } from "../../core/column";
import type { Predictions, Run } from "../../core/run";
import { useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { WarningBox } from "../../ui/controls/failure-box";
import { useBusy } from "../../ui/controls/use-busy";
import { DrawingPad, type DrawingPadHandle } from "../../ui/pictures/drawing-pad";
import { WebcamView, type WebcamHandle } from "../../ui/pictures/webcam-view";
import { useActions } from "../workbench";
import { CaseAnswer } from "./case-answer";
import classes from "./use.module.css";

export interface PictureCaseProps {
  readonly run: Run;
  /** The column of pictures that the model learned from. */
  readonly column: ColumnInfo;
}

/** Larger grey pictures are scans: nobody draws one. */
const largestDrawnPx = 48;
/** Width and height of a photograph in pixels. */
const photographPx = 256;

export function PictureCase({ run, column }: PictureCaseProps) {
  const { use, pictures: words } = useMessages();
  const actions = useActions();
  const pad = useRef<DrawingPadHandle>(null);
  const camera = useRef<WebcamHandle>(null);
  const [isAsked, setAsked] = useState(false);
  const [isReady, setReady] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const [isBusy, ask] = useBusy(actions.report);
  const [answer, setAnswer] = useState<Predictions | null>(null);
  const { summary } = column;
  if (summary.kind !== "image") return null;
  const isGrey = summary.channels === 1;
  const [, side] = summary.widths;
  const predict = async () => {
    const picture = await (pad.current ?? camera.current)?.take();
    if (!picture) return;
    const file = new File([picture], "picture.png", { type: "image/png" });
    setAnswer(await actions.predict(run.id, { kind: "files", files: [{ file, path: file.name }] }));
  };
  if (isGrey && side > largestDrawnPx) return null;
  return (
    <Section
      title={isGrey ? words.drawCase : words.photographCase}
      note={isGrey ? words.drawCaseNote : words.staysHere}
    >
      <div className={classes.form}>
        {isRefused && (
          <WarningBox title={words.noCamera} tone="warn">
            {words.noCameraHelp}
          </WarningBox>
        )}
        {isGrey && <DrawingPad ref={pad} side={side} label={words.pad} onDrawn={setReady} />}
        {!isGrey && isAsked && (
          <WebcamView
            ref={camera}
            side={photographPx}
            label={words.cameraPicture}
            onReady={() => setReady(true)}
            onRefused={() => {
              setRefused(true);
              setAsked(false);
            }}
          />
        )}
        <div className={classes.buttons}>
          {!isGrey && !isAsked && (
            <Button
              variant="default"
              onClick={() => {
                setRefused(false);
                setAsked(true);
              }}
            >
              {words.startCamera}
            </Button>
          )}
          <Button disabled={!isReady} loading={isBusy} onClick={() => ask(predict)}>
            {use.predict}
          </Button>
          {isGrey && (
            <Button
              variant="default"
              onClick={() => {
                pad.current?.clear();
                setAnswer(null);
              }}
            >
              {use.clear}
            </Button>
          )}
        </div>
        <div aria-live="polite">{answer && <CaseAnswer answer={answer} task={run.request.task} />}</div>
      </div>
    </Section>
  );
}
