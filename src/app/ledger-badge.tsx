/** How many requests left the page, and behind it the whole ledger and how to check it without trusting it. */
import { IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { useFormat, useMessages } from "../i18n/locale";
import { useEngine } from "../panels/workbench";
import { ScrollRegion } from "../ui/controls/scroll-region";
import classes from "./badge.module.css";
import { TopBadge } from "./top-badge";

const shownEntries = 50;

export function LedgerBadge({ isShort = false }: { isShort?: boolean }) {
  const words = useMessages().app.ledger;
  const format = useFormat();
  const requests = useEngine((engine) => engine.ledger.requests);
  const label = words.badge(format.number(requests));
  const Icon = requests === 0 ? IconShieldCheck : IconShieldX;
  return (
    <TopBadge
      tone={requests === 0 ? "good" : "bad"}
      icon={<Icon size={16} stroke={1.75} aria-hidden />}
      label={label}
      words={isShort ? format.number(requests) : label}
      width={380}
    >
      <Ledger />
    </TopBadge>
  );
}

function Ledger() {
  const words = useMessages().app.ledger;
  const format = useFormat();
  const ledger = useEngine((engine) => engine.ledger);
  const entries = useEngine((engine) => engine.ledgerEntries);
  const notable = entries.filter((entry) => entry.outcome !== "own-file").slice(0, shownEntries);
  const since = Date.parse(ledger.since);
  return (
    <>
      <h2 className={classes.title}>{words.title}</h2>
      <p className={classes.quiet}>{words.promise}</p>
      <dl className={classes.figures}>
        <Figure name={words.left} value={format.number(ledger.requests)} />
        <Figure name={words.blocked} value={format.number(ledger.blocked)} />
        <Figure name={words.ownFiles} value={format.number(ledger.ownFiles)} />
      </dl>
      {Number.isFinite(since) && <p className={classes.quiet}>{words.since(format.clock(since))}</p>}
      <h3 className={classes.heading}>{words.list}</h3>
      {notable.length === 0 ? (
        <p className={classes.quiet}>{words.nothing}</p>
      ) : (
        <ScrollRegion className={classes.attempts} label={words.list}>
          <ul>
            {notable.map((entry, index) => (
              // Newest first; two alike can stand in the same millisecond.
              <li key={`${entry.at} ${index}`}>
                <span className={classes.address}>{entry.address}</span>
                <span className={classes.quiet}>
                  {words.outcome[entry.outcome]} · {entry.kind} · {words.place[entry.place]} ·{" "}
                  {format.clock(Date.parse(entry.at))}
                </span>
              </li>
            ))}
          </ul>
        </ScrollRegion>
      )}
      <h3 className={classes.heading}>{words.verifyTitle}</h3>
      <ol className={classes.verify}>
        {words.verify.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
