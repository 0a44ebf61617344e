/** What the camera sees, cut square; asked for when it appears, let go when it disappears. */
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import { encodePng } from "./encode-png";
import classes from "./picture-maker.module.css";

export interface WebcamHandle {
  /** The picture of this moment as a PNG of the side; null while there is none. */
  take(): Promise<Blob | null>;
}

export interface WebcamViewProps {
  readonly ref: Ref<WebcamHandle>;
  /** Width and height of a picture in pixels. */
  readonly side: number;
  readonly label: string;
  readonly onReady: () => void;
  /** The user said no, there is no camera, or another program has it. */
  readonly onRefused: (error: unknown) => void;
}

export function WebcamView({ ref, side, label, onReady, onRefused }: WebcamViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef({ onReady, onRefused });
  useEffect(() => {
    told.current = { onReady, onRefused };
  });
  useEffect(() => {
    let stream: MediaStream | null = null;
    let isWanted = true;
    const begin = async () => {
      const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user" }, audio: false });
      stream = opened;
      const node = video.current;
      if (!isWanted || !node) return stop(opened);
      node.srcObject = opened;
      await node.play();
      if (isWanted) told.current.onReady();
    };
    begin().catch((error: unknown) => isWanted && told.current.onRefused(error));
    return () => {
      isWanted = false;
      if (stream) stop(stream);
    };
  }, []);
  useImperativeHandle(ref, () => ({
    async take() {
      const node = video.current;
      if (!node || node.videoWidth === 0) return null;
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = side;
      const cut = Math.min(node.videoWidth, node.videoHeight);
      const [left, top] = [(node.videoWidth - cut) / 2, (node.videoHeight - cut) / 2];
      const context = canvas.getContext("2d");
      if (!context) return null;
      context.imageSmoothingQuality = "high";
      context.drawImage(node, left, top, cut, cut, 0, 0, side, side);
      return encodePng(canvas);
    },
  }));
  return <video ref={video} className={classes.camera} aria-label={label} muted playsInline />;
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
