/** The verdict on each backend, and a button for each that may be used. */
import { Button } from "@mantine/core";
import type { BackendId, EngineInfo } from "../core/engine-info";
import { useFormat, useMessages } from "../i18n/locale";
import classes from "./badge.module.css";

export interface BackendTableProps {
  readonly info: EngineInfo;
  readonly changingTo: BackendId | null;
  readonly onUse: (backend: BackendId) => void;
}

export function BackendTable({ info, changingTo, onUse }: BackendTableProps) {
  const words = useMessages().app;
  const format = useFormat();
  return (
    <table className={classes.candidates}>
      <caption className="lb-hidden">{words.engine.candidates}</caption>
      <thead>
        <tr>
          <th scope="col">{words.engine.backend}</th>
          <th scope="col">{words.engine.verdict}</th>
          <th scope="col">{words.engine.time}</th>
          <th scope="col" className={classes.end}>
            <span className="lb-hidden">{words.engine.use}</span>
          </th>
        </tr>
      </thead>
      {info.candidates.map(({ backend, ok, ms, why }) => {
        const isUsed = backend === info.backend;
        return (
          <tbody key={backend}>
            <tr>
              <th scope="row">{words.backends[backend]}</th>
              <td>{ok ? words.engine.passed : words.engine.notUsable}</td>
              <td>{ms === null ? "–" : `${format.significant(ms)} ms`}</td>
              <td className={classes.end}>
                {isUsed ? (
                  words.engine.inUse
                ) : (
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={!ok || changingTo !== null}
                    loading={changingTo === backend}
                    aria-label={words.engine.chooseBackend(words.backends[backend])}
                    onClick={() => onUse(backend)}
                  >
                    {words.engine.use}
                  </Button>
                )}
              </td>
            </tr>
            <tr className={classes.why}>
              <td colSpan={4}>{format.text(why)}</td>
            </tr>
          </tbody>
        );
      })}
    </table>
  );
}
