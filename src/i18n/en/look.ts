/** Words of what a network of pictures shows of itself. */
export const look = {
  filters: "What it looks for",
  filtersNote:
    "The small patterns that its first layer compares with every picture, place by place (filters, or kernels). How to read this: a pattern answers where light meets its light parts and dark its dark ones; middle grey asks for nothing. They begin as noise and turn into edges, spots and colours.",
  filtersShown: (count: string, width: string, height: string) =>
    `${count} filters of ${width} × ${height} pixels, light where they ask for light`,
  noFilters: "The first layer of this network does not look at the colours of the picture itself.",

  seen: "What it sees in this picture",
  seenNote:
    "What each layer makes of one picture (activations, as feature maps). How to read this: a map is light where its pattern was found; the strongest come first. Early layers keep the outlines, late ones only say roughly where something is.",
  choose: "Pictures to look at",
  rowName: (row: string) => `row ${row}`,
  caseName: (row: string, actual: string) => `row ${row}, ${actual}`,
  answer: "What it says",
  answerOf: (category: string, share: string) => `${category}: ${share}`,
  isActual: "what it is",
  saysValue: (predicted: string) => `It says ${predicted}.`,
  saysValueOf: (predicted: string, actual: string) => `It says ${predicted}; the value is ${actual}.`,
  dropped: "A step of the preparation leaves this row out: the network never sees it.",
  shape: (height: string, width: string, channels: string) => `${height} × ${width}, ${channels} channels`,
  maps: (layer: string, shown: string, channels: string) =>
    `${layer}: the ${shown} most active of ${channels} channels, light where they answer`,

  worst: "What it still gets wrong",
  worstNote:
    "The validation pictures of the highest loss. How to read this: what it is → what it says, and how sure it was. Sure and wrong together often mean a wrong label or a kind of picture that the training pictures lack.",
  worstTrainNote:
    "The training pictures of the highest loss; this run has no validation rows. How to read this: what it is → what it says, and how sure it was. What is wrong even here was often labelled wrongly.",
  worstCount: (wrong: string, total: string, epoch: string) => `${wrong} of ${total} wrong after epoch ${epoch}`,
  worstValues: (total: string, epoch: string) => `the farthest off of ${total} after epoch ${epoch}`,
  noneWrong: (total: string) => `None of the ${total} pictures is wrong.`,
  worstWaiting: "They are gone through at the end of the next epoch.",
  said: (actual: string, predicted: string) => `${actual} → ${predicted}`,
  sure: (share: string) => `${share} sure`,
  select: (row: string) => `Select row ${row}`,
  selectionLabel: (row: string) => `row ${row}, which it still gets wrong`,
  waiting: "The network is being made.",
};
