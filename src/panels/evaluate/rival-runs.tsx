/** Which of the runs that were asked the same wins: on the same test rows, row by row. */
import { useEffect, useMemo, useState } from "react";
import type { Run } from "../../core/run";
import type { Wording } from "../../core/wording";
import { useFormat, useMessages } from "../../i18n/locale";
import { duelOf, duelSentence } from "../../metrics/duel";
import { familyOf } from "../../models/registry";
import { Section } from "../../ui/controls/section";
import { useActions, useProject } from "../workbench";
import { rivalsOf } from "./rivals-of";

export function RivalRuns({ run }: { run: Run }) {
  const { evaluate } = useMessages();
  const format = useFormat();
  const runs = useProject((state) => state.project.runs);
  const rivals = useMemo(() => rivalsOf(runs, run), [runs, run]);
  const sentences = useDuels(run, rivals);
  if (sentences.length === 0) return null;
  return (
    <Section title={evaluate.rivals} note={evaluate.rivalsNote}>
      {sentences.map((sentence) => (
        <p key={sentence.en} data-testid="duel">
          {format.text(sentence)}
        </p>
      ))}
    </Section>
  );
}

function useDuels(run: Run, rivals: readonly Run[]): readonly Wording[] {
  const actions = useActions();
  const key = [run, ...rivals].map(({ id }) => id).join(" ");
  const [found, setFound] = useState<{ readonly key: string; readonly sentences: readonly Wording[] } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const load = async () => {
      const { kind } = run.request.task;
      if (rivals.length === 0 || (kind !== "classification" && kind !== "regression")) return [];
      const [own, ...others] = await Promise.all([run, ...rivals].map(({ id }) => actions.cases(id, "test")));
      return rivals.flatMap((rival, i) => {
        const [mine, theirs] = [own, others[i]];
        const duel = mine && theirs && duelOf(kind, mine, theirs);
        return duel ? [duelSentence(duel, nameOf(run), nameOf(rival))] : [];
      });
    };
    load().then((sentences) => isWanted && setFound({ key, sentences }), actions.report);
    return () => {
      isWanted = false;
    };
    // The runs are those of the key.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [actions, key]);
  return found?.key === key ? found.sentences : [];
}

function nameOf({ number, request }: Run): Wording {
  const { label, presets } = familyOf(request.family);
  const { en, zh } = presets.find(({ id }) => id === request.preset)?.label ?? label;
  const isPreset = request.preset !== null;
  return {
    en: `run ${number} (${isPreset ? `${label.en}, ${en}` : en})`,
    zh: `第 ${number} 次运行（${isPreset ? `${label.zh}，${zh}` : zh}）`,
  };
}
