/** Where the computing is done and why; what was tried; another can be chosen. */
import { IconBolt } from "@tabler/icons-react";
import { useState } from "react";
import type { BackendId } from "../core/engine-info";
import { useFormat, useMessages } from "../i18n/locale";
import { useActions, useEngine, useWorkbench } from "../panels/workbench";
import { CopyButton } from "../ui/controls/copy-button";
import { FailureBox } from "../ui/controls/failure-box";
import classes from "./badge.module.css";
import { BackendTable } from "./backend-table";
import { diagnosticsText } from "./diagnostics";
import { TopBadge } from "./top-badge";

export function EngineBadge() {
  const words = useMessages().app;
  const format = useFormat();
  const info = useEngine((engine) => engine.info);
  const phase = useEngine((engine) => engine.phase);
  const label = {
    starting: words.engine.starting,
    failed: words.engine.failed,
    ready: info ? words.engine.badge(words.backends[info.backend], format.text(info.adapter)) : words.engine.title,
  }[phase];
  return (
    <TopBadge
      tone={phase === "ready" ? "good" : phase === "failed" ? "bad" : "warn"}
      icon={<IconBolt size={16} stroke={1.75} aria-hidden />}
      words={<span className={classes.adapter}>{label}</span>}
      width={420}
    >
      <EngineDetails />
    </TopBadge>
  );
}

function EngineDetails() {
  const words = useMessages().app;
  const format = useFormat();
  const actions = useActions();
  const workbench = useWorkbench();
  const { info, failure, restarts } = useEngine((engine) => engine);
  const [changingTo, setChangingTo] = useState<BackendId | null>(null);
  const change = async (backend: BackendId) => {
    setChangingTo(backend);
    // oxlint-disable-next-line react/hooks -- an action of that name, not a hook
    await actions.useBackend(backend).catch(actions.report);
    setChangingTo(null);
  };
  return (
    <>
      <h2 className={classes.title}>
        {info ? words.engine.badge(words.backends[info.backend], format.text(info.adapter)) : words.engine.title}
      </h2>
      {failure && <FailureBox failure={failure} />}
      {info && (
        <>
          <p className={classes.quiet}>{format.text(info.reason)}</p>
          <BackendTable info={info} changingTo={changingTo} onUse={(backend) => void change(backend)} />
        </>
      )}
      {restarts > 0 && <p className={classes.quiet}>{words.engine.restarts(format.number(restarts))}</p>}
      <div className={classes.actions}>
        <CopyButton text={() => diagnosticsText(workbench)} label={words.engine.copyDiagnostics} />
      </div>
    </>
  );
}
