/** Over the pictures that are labelled: which of them to show, on to the next without a class, one step back, how large. */
import { Button, Kbd, SegmentedControl } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useFormat, useMessages } from "../../i18n/locale";
import { ToolRow } from "../../ui/controls/tool-row";
import { PictureSize } from "../../ui/pictures/picture-size";
import { useActions, useProject } from "../workbench";
import { nextKey } from "./labelling";

export interface LabellingToolsProps {
  /** Pictures, and those of them that have a class. */
  readonly total: number;
  readonly labelled: number;
  readonly isRestOnly: boolean;
  readonly onRestOnly: (isRestOnly: boolean) => void;
  readonly onNext: () => void;
  /** CSS pixels. */
  readonly size: number;
  readonly onSize: (size: number) => void;
}

export function LabellingTools(props: LabellingToolsProps) {
  const { total, labelled, isRestOnly, onRestOnly, onNext, size, onSize } = props;
  const words = useMessages().pictures;
  const format = useFormat();
  const actions = useActions();
  const canUndo = useProject((state) => state.canUndo);
  return (
    <ToolRow end={<PictureSize size={size} onSize={onSize} />}>
      <SegmentedControl
        size="xs"
        aria-label={words.whichPictures}
        value={isRestOnly ? "rest" : "all"}
        data={[
          { value: "all", label: words.allPictures(format.number(total)) },
          { value: "rest", label: words.restPictures(format.number(total - labelled)) },
        ]}
        onChange={(value) => onRestOnly(value === "rest")}
      />
      <Button
        size="compact-sm"
        variant="default"
        rightSection={<Kbd size="xs">{nextKey}</Kbd>}
        disabled={labelled === total}
        onClick={onNext}
      >
        {words.nextWithout}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
        disabled={!canUndo}
        onClick={actions.undo}
      >
        {words.undo}
      </Button>
    </ToolRow>
  );
}
