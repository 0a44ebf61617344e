/** A pad to draw on with mouse, pen or finger: white on black, as the pictures of handwritten digits are. */
import { useEffect, useImperativeHandle, useRef, type PointerEvent, type Ref } from "react";
import { encodePng } from "./encode-png";
import classes from "./picture-maker.module.css";

export interface DrawingPadHandle {
  /** What is drawn, as a PNG; null where nothing is. */
  take(): Promise<Blob | null>;
  clear(): void;
}

export interface DrawingPadProps {
  readonly ref: Ref<DrawingPadHandle>;
  /** Width and height of the picture in pixels. */
  readonly side: number;
  readonly label: string;
  /** Whether anything is drawn. */
  readonly onDrawn: (isDrawn: boolean) => void;
}

/** A stroke's width by the side: two and a half pixels of 28, as a pen of those who wrote the known digits. */
const strokeShare = 2.5 / 28;

export function DrawingPad({ ref, side, label, onDrawn }: DrawingPadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const isDrawn = useRef(false);

  const clear = () => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    context.fillStyle = "#000";
    context.fillRect(0, 0, side, side);
    isDrawn.current = false;
  };
  useEffect(clear, [side]);
  useImperativeHandle(ref, () => ({
    take: async () => (canvas.current && isDrawn.current ? encodePng(canvas.current) : null),
    clear: () => {
      clear();
      onDrawn(false);
    },
  }));

  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const node = event.currentTarget;
    const context = node.getContext("2d");
    if (!context || !last.current) return;
    const box = node.getBoundingClientRect();
    // Every place that the pointer passed since the last event, so that quick strokes are round.
    for (const moved of coalesced(event)) {
      const x = ((moved.clientX - box.left) / box.width) * side;
      const y = ((moved.clientY - box.top) / box.height) * side;
      context.strokeStyle = "#fff";
      context.lineWidth = side * strokeShare;
      context.lineCap = "round";
      context.beginPath();
      context.moveTo(last.current.x < 0 ? x : last.current.x, last.current.y < 0 ? y : last.current.y);
      context.lineTo(x, y);
      context.stroke();
      last.current = { x, y };
    }
    if (!isDrawn.current) onDrawn(true);
    isDrawn.current = true;
  };
  return (
    <canvas
      ref={canvas}
      width={side}
      height={side}
      role="img"
      aria-label={label}
      className={classes.pad}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = { x: -1, y: -1 };
        draw(event);
      }}
      onPointerMove={draw}
      onPointerUp={() => (last.current = null)}
      onPointerCancel={() => (last.current = null)}
    />
  );
}

function coalesced({ nativeEvent }: PointerEvent): readonly globalThis.PointerEvent[] {
  const all = nativeEvent.getCoalescedEvents();
  return all.length > 0 ? all : [nativeEvent];
}
