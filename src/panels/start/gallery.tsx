/** The built-in scenarios in three rows; each opens with everything set. */
import type { SampleInfo } from "../../core/sample-spec";
import { useFormat, useMessages } from "../../i18n/locale";
import { CardButton } from "../../ui/controls/card";
import { Section } from "../../ui/controls/section";
import { useActions, useWorkbench } from "../workbench";
import classes from "./gallery.module.css";
import { SamplePicture } from "./sample-picture";

const rooms = ["clinic", "city", "class"] as const;

export function Gallery({ isBusy }: { isBusy: boolean }) {
  const words = useMessages().start;
  const { samples } = useWorkbench().catalogue;
  if (samples.length === 0) return null;
  return (
    <Section title={words.gallery} note={words.galleryNote}>
      {rooms.map((room) => {
        const inRoom = samples.filter((sample) => sample.room === room);
        return (
          inRoom.length > 0 && (
            <div key={room} className={classes.room}>
              <div>
                <h3 className={classes.roomName}>{words.rooms[room]}</h3>
                <p className={classes.roomNote}>{words.roomNotes[room]}</p>
              </div>
              <ul className={classes.cards}>
                {inRoom.map((sample) => (
                  <li key={sample.id}>
                    <SampleCard sample={sample} isBusy={isBusy} />
                  </li>
                ))}
              </ul>
            </div>
          )
        );
      })}
    </Section>
  );
}

function SampleCard({ sample, isBusy }: { sample: SampleInfo; isBusy: boolean }) {
  const words = useMessages().start;
  const format = useFormat();
  const actions = useActions();
  return (
    <CardButton
      className={classes.card ?? ""}
      disabled={isBusy}
      // Why it could not be opened stands beside the drop target.
      onClick={() => void actions.openSample(sample.id).catch(() => undefined)}
    >
      <SamplePicture id={sample.id} />
      <span className={classes.words}>
        <span className={classes.title}>{format.text(sample.title)}</span>
        <span className={classes.question}>{format.text(sample.question)}</span>
        <span className={classes.facts}>
          {words.synthetic} · {words.size(format.number(sample.rowCount))} ·{" "}
          {words.timeHere(format.duration(sample.secondsHere * 1000))}
        </span>
      </span>
    </CardButton>
  );
}
