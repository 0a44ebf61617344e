/** Drawing: a pad, how fine its pictures are, and a button a class that keeps what is drawn. */
import { Button, SegmentedControl } from "@mantine/core";
import { IconArrowBackUp, IconEraser } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useFormat, useMessages } from "../../i18n/locale";
import { DrawingPad, type DrawingPadHandle } from "./drawing-pad";
import type { MakingProps } from "./made-pictures";
import classes from "./picture-maker.module.css";

const sides = [28, 64];

export function DrawTab({ made, onPicture, onTakeBack, onFailure }: MakingProps) {
  const words = useMessages().pictures;
  const format = useFormat();
  const pad = useRef<DrawingPadHandle>(null);
  const [side, setSide] = useState(sides[0]!); // there are two
  const [isDrawn, setDrawn] = useState(false);
  const [lastKept, setLastKept] = useState<string | null>(null);
  const keep = async (name: string) => {
    const picture = await pad.current?.take();
    if (!picture) return;
    onPicture(name, picture);
    setLastKept(name);
    pad.current?.clear();
  };
  return (
    <div className={classes.parts}>
      <div className={classes.stage}>
        <DrawingPad ref={pad} side={side} label={words.pad} onDrawn={setDrawn} />
        <div className={classes.tools}>
          <SegmentedControl
            size="xs"
            aria-label={words.padSize}
            value={String(side)}
            data={sides.map((pixels) => ({ value: String(pixels), label: `${pixels} × ${pixels}` }))}
            onChange={(value) => {
              setSide(Number(value));
              setDrawn(false);
            }}
          />
          <Button
            size="compact-sm"
            variant="default"
            disabled={!isDrawn}
            leftSection={<IconEraser size={16} stroke={1.75} aria-hidden />}
            onClick={() => pad.current?.clear()}
          >
            {words.clearPad}
          </Button>
        </div>
      </div>
      <div className={classes.classes}>
        <p className={classes.note}>{words.drawHelp}</p>
        {made.map(({ name, pictures }) => (
          <Button
            key={name}
            variant="default"
            justify="space-between"
            disabled={!isDrawn}
            rightSection={<span className={classes.count}>{format.number(pictures.length)}</span>}
            onClick={() => void keep(name).catch(onFailure)}
          >
            {words.keepAs(name)}
          </Button>
        ))}
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={lastKept === null}
          leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
          onClick={() => {
            if (lastKept !== null) onTakeBack(lastKept);
            setLastKept(null);
          }}
        >
          {words.takeBack}
        </Button>
      </div>
    </div>
  );
}
