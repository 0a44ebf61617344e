/** The top bar: project, what is saved, what left, where the computing is done, language, theme, commands. */
import { ActionIcon, Button, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCommand, IconMenu2, IconPlaylist } from "@tabler/icons-react";
import { useFormat, useMessages } from "../i18n/locale";
import { useActions, useProject } from "../panels/workbench";
import { EngineBadge } from "./engine-badge";
import { HistoryButtons } from "./history-buttons";
import { LedgerBadge } from "./ledger-badge";
import { LanguageSwitch } from "./language-switch";
import { Logo } from "./logo";
import { ProjectName } from "./project-name";
import { SavedState } from "./saved-state";
import { ThemeSwitch } from "./theme-switch";
import classes from "./top-bar.module.css";
import type { Width } from "./use-width";

export interface TopBarProps {
  readonly width: Width;
  readonly onPalette: () => void;
  /** Opens the runs where they do not stand beside the step. */
  readonly onRuns?: () => void;
}

export function TopBar({ width, onPalette, onRuns }: TopBarProps) {
  const words = useMessages().app;
  const format = useFormat();
  const { goTo } = useActions();
  const runCount = useProject((state) => state.project.runs.length);
  const [isMenuOpen, { open: openMenu, close: closeMenu }] = useDisclosure(false);
  const isPhone = width === "phone";
  const runsButton = onRuns && (
    <Button
      // A long project name makes way for it.
      flex="none"
      size="compact-sm"
      variant="default"
      leftSection={<IconPlaylist size={16} stroke={1.75} aria-hidden />}
      onClick={onRuns}
    >
      {words.runs.open(format.number(runCount))}
    </Button>
  );
  return (
    <header className={classes.bar} aria-label={words.frame.top}>
      <button type="button" className={classes.brand} onClick={() => goTo("start")} aria-label={words.toStart}>
        <Logo />
        <span className={classes.name}>{words.name}</span>
      </button>
      <span className={classes.rule} aria-hidden />
      <ProjectName />
      {!isPhone && <SavedState />}
      {!isPhone && <HistoryButtons />}
      <span className={classes.gap} />
      {runsButton}
      <LedgerBadge isShort={width !== "wide"} />
      {!isPhone && <EngineBadge />}
      {width === "wide" ? (
        <>
          <LanguageSwitch />
          <ThemeSwitch />
          <PaletteButton onPalette={onPalette} />
        </>
      ) : (
        <ActionIcon variant="subtle" color="gray" c="inherit" size={36} aria-label={words.menu} onClick={openMenu}>
          <IconMenu2 size={20} stroke={1.5} aria-hidden />
        </ActionIcon>
      )}
      <Drawer
        opened={isMenuOpen}
        onClose={closeMenu}
        position={isPhone ? "bottom" : "right"}
        size={isPhone ? "auto" : 320}
        title={words.menu}
      >
        <div className={classes.sheet}>
          {isPhone && (
            <>
              <SavedState />
              <HistoryButtons />
              <EngineBadge />
            </>
          )}
          <LanguageSwitch />
          <ThemeSwitch hasWord />
          <PaletteButton
            onPalette={() => {
              closeMenu();
              onPalette();
            }}
          />
        </div>
      </Drawer>
    </header>
  );
}

function PaletteButton({ onPalette }: { onPalette: () => void }) {
  const words = useMessages().app.palette;
  const isApple = navigator.userAgent.includes("Mac");
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={onPalette}
      aria-keyshortcuts={isApple ? "Meta+K" : "Control+K"}
      leftSection={<IconCommand size={14} stroke={1.75} aria-hidden />}
      rightSection={<kbd className={classes.keys}>{isApple ? "⌘K" : "Ctrl K"}</kbd>}
    >
      {words.open}
    </Button>
  );
}
