/** The network from the disk that a model begins with: its files, what was read of them, and where it is cut. */
import { Button, NativeSelect } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { BackboneInfo } from "../../../core/backbone";
import { toFailure, type Failure } from "../../../core/failure";
import type { ResolvedFit } from "../../../core/run";
import type { SourceFile } from "../../../core/source-file";
import { useFormat, useMessages } from "../../../i18n/locale";
import { FailureBox } from "../../../ui/controls/failure-box";
import { FileDrop } from "../../../ui/controls/file-drop";
import { Section } from "../../../ui/controls/section";
import { useActions, useProject } from "../../workbench";
import classes from "./backbone.module.css";

export function BackboneSection({ resolved }: { readonly resolved: ResolvedFit }) {
  const { backbone: words } = useMessages();
  const actions = useActions();
  const known = useProject((state) => state.project.backbones);
  const [isChoosing, setChoosing] = useState(false);
  const [isReading, setReading] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const asked = useRef<AbortController | null>(null);
  useEffect(() => () => asked.current?.abort(), []);
  const { backbone: id, cut } = resolved.hyperparameters;
  const info = known?.find((candidate) => candidate.id === id);

  const open = (files: readonly SourceFile[]) => {
    const controller = new AbortController();
    asked.current?.abort();
    asked.current = controller;
    setReading(true);
    setFailure(null);
    actions
      .openBackbone(files, controller.signal)
      .then(
        () => setChoosing(false),
        (error: unknown) => {
          if (!controller.signal.aborted) setFailure(toFailure(error));
        },
      )
      .finally(() => {
        if (!controller.signal.aborted) setReading(false);
      });
  };

  return (
    <Section title={words.title} note={words.note}>
      <div className={classes.parts}>
        {info && <Facts info={info} />}
        {info && <CutChoice info={info} cut={typeof cut === "string" && cut !== "" ? cut : info.cut} />}
        {!info && typeof id === "string" && id !== "" && <p className={classes.gone}>{words.gone(id.slice(0, 8))}</p>}
        {(!info || isChoosing) && (
          <FileDrop onFiles={open} onFailure={actions.report} disabled={isReading}>
            <p>
              {words.invite}
              <br />
              <span className={classes.quiet}>{words.example}</span>
            </p>
          </FileDrop>
        )}
        <div aria-live="polite">{isReading && <p className={classes.quiet}>{words.reading}</p>}</div>
        {failure && <FailureBox failure={failure} onClose={() => setFailure(null)} />}
        {info && (
          <div>
            <Button variant="default" size="compact-sm" onClick={() => setChoosing(!isChoosing)}>
              {isChoosing ? words.keep : words.other}
            </Button>
          </div>
        )}
      </div>
    </Section>
  );
}

function Facts({ info }: { readonly info: BackboneInfo }) {
  const { backbone: words } = useMessages();
  const format = useFormat();
  const [height, width, channels] = info.inputShape;
  const size =
    height === null || width === null ? words.anySize : words.size(format.number(height), format.number(width));
  const facts = [
    [words.input, `${size} · ${words.channels(channels)}`],
    [words.layers, format.number(info.layerCount)],
    [words.weights, format.number(info.weightCount)],
    [words.print, info.id.slice(0, 8)],
  ] as const;
  return (
    <div>
      <h3 className={classes.name}>{info.name}</h3>
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function CutChoice({ info, cut }: { readonly info: BackboneInfo; readonly cut: string }) {
  const { backbone: words } = useMessages();
  const actions = useActions();
  const options = info.cuts.map(({ layer, kind, shape }) => ({
    value: layer,
    label: `${words.cutOption(layer, kind, shape.join(" × "))}${layer === info.cut ? ` (${words.proposed})` : ""}`,
  }));
  // A script may cut it anywhere.
  const all = options.some(({ value }) => value === cut) ? options : [...options, { value: cut, label: cut }];
  return (
    <NativeSelect
      className={classes.cut ?? ""}
      label={words.cut}
      description={words.cutHelp}
      value={cut}
      data={all}
      onChange={(event) => actions.setHyperparameter("cut", event.currentTarget.value)}
    />
  );
}
