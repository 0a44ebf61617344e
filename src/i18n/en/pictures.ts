/** Words about pictures: the canvas, the grid, the gallery, labelling. */
export const pictures = {
  missingPicture: "This row has no picture",
  row: (number: string) => `row ${number}`,
  nothing: "No pictures to show.",
  size: "Size of the thumbnails",
  smaller: "Smaller",
  larger: "Larger",
  previous: "Previous picture",
  next: "Next picture",
  facts: "What is known of it",
  missing: "missing",
};
