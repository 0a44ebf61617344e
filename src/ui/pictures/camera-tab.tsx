/** The camera: asked for by a press, then one button a class that takes pictures for as long as it is held. */
import { Button } from "@mantine/core";
import { IconCamera } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useFormat, useMessages } from "../../i18n/locale";
import { WarningBox } from "../controls/failure-box";
import type { MakingProps } from "./made-pictures";
import classes from "./picture-maker.module.css";
import { WebcamView, type WebcamHandle } from "./webcam-view";

/** Five pictures a second. */
const everyMs = 200;
/** Width and height of a picture in pixels. */
const side = 96;

export function CameraTab({ made, onPicture, onFailure }: MakingProps) {
  const words = useMessages().pictures;
  const format = useFormat();
  const camera = useRef<WebcamHandle>(null);
  const [isAsked, setAsked] = useState(false);
  const [isReady, setReady] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const timer = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  useEffect(() => () => clearInterval(timer.current), []);

  const release = () => clearInterval(timer.current);
  const hold = (name: string) => {
    release();
    const take = () => void camera.current?.take().then((picture) => picture && onPicture(name, picture), onFailure);
    take();
    timer.current = setInterval(take, everyMs);
  };
  const isHoldKey = (key: string) => key === " " || key === "Enter";
  return (
    <div className={classes.parts}>
      <div className={classes.stage}>
        {isRefused && (
          <WarningBox title={words.noCamera} tone="warn">
            {words.noCameraHelp}
          </WarningBox>
        )}
        {isAsked && !isRefused ? (
          <WebcamView
            ref={camera}
            side={side}
            label={words.cameraPicture}
            onReady={() => setReady(true)}
            onRefused={() => setRefused(true)}
          />
        ) : (
          <Button
            leftSection={<IconCamera size={16} stroke={1.75} aria-hidden />}
            onClick={() => {
              setRefused(false);
              setAsked(true);
            }}
          >
            {words.startCamera}
          </Button>
        )}
      </div>
      <div className={classes.classes}>
        <p className={classes.note}>{words.holdHelp}</p>
        {made.map(({ name, pictures }) => (
          <Button
            key={name}
            variant="default"
            justify="space-between"
            className={classes.hold ?? ""}
            disabled={!isReady || isRefused}
            rightSection={<span className={classes.count}>{format.number(pictures.length)}</span>}
            onPointerDown={() => hold(name)}
            onPointerUp={release}
            onPointerLeave={release}
            onPointerCancel={release}
            onKeyDown={(event) => {
              if (isHoldKey(event.key) && !event.repeat) hold(name);
            }}
            onKeyUp={(event) => {
              if (isHoldKey(event.key)) release();
            }}
            onBlur={release}
          >
            {words.holdFor(name)}
          </Button>
        ))}
      </div>
    </div>
  );
}
