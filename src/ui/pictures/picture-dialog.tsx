/** One picture large, with what is known of its row. The arrow keys lead to the ones before and after; Escape closes. */
import { ActionIcon, Modal } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useEffect, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Picture } from "../../core/picture";
import { toFailure, type Failure } from "../../core/failure";
import { useMessages } from "../../i18n/locale";
import { FailureBox } from "../controls/failure-box";
import { ScrollRegion } from "../controls/scroll-region";
import { PictureCanvas } from "./picture-canvas";
import classes from "./picture-dialog.module.css";
import type { FetchPictures } from "./thumbnails";

export interface Fact {
  readonly name: string;
  /** null: missing. */
  readonly value: string | null;
}

export interface PictureDialogProps {
  /** The row that is shown; null where the dialog is closed. */
  readonly row: number | null;
  /** What it is: file name, class. */
  readonly title: string;
  readonly fetchPictures: FetchPictures;
  /** The row's other columns; null while they are on their way. */
  readonly facts: readonly Fact[] | null;
  /** null at the first and the last. */
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  readonly onClose: () => void;
  /** What can be done with this row. */
  readonly children?: ReactNode;
}

/** Larger than any picture that is kept: nothing is made smaller. */
const keptSide = 65_535;

interface Fetched {
  readonly picture: Picture | null;
  readonly failure: Failure | null;
}

export function PictureDialog(props: PictureDialogProps) {
  const { row, title, onPrevious, onNext, onClose } = props;
  const pressKey = ({ key, target }: KeyboardEvent) => {
    // There arrows choose.
    if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) return;
    if (key === "ArrowLeft") onPrevious?.();
    if (key === "ArrowRight") onNext?.();
  };
  return (
    <Modal
      opened={row !== null}
      onClose={onClose}
      size="min(1080px, 96vw)"
      title={title}
      closeButtonProps={{ "aria-label": useMessages().pictures.close }}
      // The head of a dialog is not the head of the page.
      attributes={{ header: { role: "none" } }}
      onKeyDown={pressKey}
    >
      <Body {...props} />
    </Modal>
  );
}

/** Lives while the dialog is open. */
function Body({ row, title, fetchPictures, facts, onPrevious, onNext, children }: PictureDialogProps) {
  const words = useMessages().pictures;
  const fetched = useKeptPicture(row, fetchPictures);
  return (
    <div className={classes.parts}>
      <div className={classes.stage}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.previous}
          title={words.previous}
          disabled={onPrevious === null}
          onClick={() => onPrevious?.()}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <Stage picture={fetched?.picture} label={title} />
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.next}
          title={words.next}
          disabled={onNext === null}
          onClick={() => onNext?.()}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.side}>
        {fetched?.failure && <FailureBox failure={fetched.failure} />}
        {children}
        <ScrollRegion label={words.facts} className={classes.scroll}>
          <dl className={classes.facts} aria-busy={facts === null}>
            {facts?.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd data-missing={value === null || undefined}>{value ?? words.missing}</dd>
              </div>
            ))}
          </dl>
        </ScrollRegion>
      </div>
    </div>
  );
}

function Stage({ picture, label }: { readonly picture: Picture | null | undefined; readonly label: string }) {
  const { ref, width, height } = useElementSize();
  const side = Math.min(width, height);
  return (
    <div ref={ref} className={classes.picture}>
      {side > 0 && <PictureCanvas picture={picture} label={label} width={width} height={height} />}
    </div>
  );
}

/** The picture of a row at the size that is kept; the one before until it has come, so that paging does not flicker. */
function useKeptPicture(row: number | null, fetchPictures: FetchPictures): Fetched | null {
  const [fetched, setFetched] = useState<Fetched | null>(null);
  useEffect(() => {
    if (row === null) return;
    const controller = new AbortController();
    fetchPictures([row], keptSide, controller.signal).then(
      ([picture = null]) => !controller.signal.aborted && setFetched({ picture, failure: null }),
      (error: unknown) => !controller.signal.aborted && setFetched({ picture: null, failure: toFailure(error) }),
    );
    return () => controller.abort();
  }, [row, fetchPictures]);
  return fetched;
}
