/** The first page: drop something, go on with a project, or open a scenario. */
import { Button } from "@mantine/core";
import { IconFolderOpen, IconPencil, IconTableImport } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { projectFileEnding } from "../../core/project";
import { useMessages } from "../../i18n/locale";
import { openAny } from "../../state/open-any";
import { FailureBox } from "../../ui/controls/failure-box";
import { FileDrop } from "../../ui/controls/file-drop";
import { OpeningProgress } from "../../ui/controls/opening-progress";
import { pickFiles } from "../../ui/controls/pick-files";
import { useActions, useProject } from "../workbench";
import { Gallery } from "./gallery";
import { RecentProjects } from "./recent-projects";
import classes from "./start-panel.module.css";

/** Not needed to start with; fetched with the other steps, before the page asks for nothing any more. */
export const loadPictureMaker = async () => ({
  default: (await import("../../ui/pictures/picture-maker")).PictureMaker,
});
const PictureMaker = lazy(loadPictureMaker);

export function StartPanel() {
  const { start: words, pictures } = useMessages();
  const [isMaking, setMaking] = useState(false);
  const actions = useActions();
  const opening = useProject((state) => state.opening);
  const failure = useProject((state) => state.openFailure);
  return (
    <div className={classes.start}>
      <h1 className={classes.title}>{words.title}</h1>
      <div className={classes.first}>
        <FileDrop
          size="large"
          disabled={opening !== null}
          onFiles={(files) => void openAny(actions, files)}
          onFailure={actions.report}
          actions={
            <>
              <Button
                variant="subtle"
                disabled={opening !== null}
                leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />}
                onClick={() => setMaking(true)}
              >
                {pictures.makeButton}
              </Button>
              <OpenProject />
            </>
          }
        >
          <div>
            <IconTableImport className={classes.icon} size={32} stroke={1.25} aria-hidden />
            <p className={classes.sentence}>
              {words.drop} <span className={classes.promise}>{words.dropPromise}</span>
            </p>
            <p className={classes.quiet}>{words.formats}</p>
          </div>
        </FileDrop>
        {opening && <OpeningProgress {...opening} onCancel={actions.cancelOpening} />}
        {failure && !opening && <FailureBox failure={failure} />}
      </div>
      {isMaking && (
        <Suspense>
          <PictureMaker
            isOpen
            onClose={() => setMaking(false)}
            onFiles={(files) => void openAny(actions, files)}
            onFailure={actions.report}
          />
        </Suspense>
      )}
      <RecentProjects />
      <Gallery isBusy={opening !== null} />
    </div>
  );
}

function OpenProject() {
  const words = useMessages().start;
  const { openProjectFile, report } = useActions();
  const open = async () => {
    const [file] = await pickFiles({ accept: projectFileEnding });
    if (file) await openProjectFile(file);
  };
  return (
    <Button
      variant="subtle"
      leftSection={<IconFolderOpen size={16} stroke={1.75} aria-hidden />}
      onClick={() => void open().catch(report)}
    >
      {words.openProject}
    </Button>
  );
}
