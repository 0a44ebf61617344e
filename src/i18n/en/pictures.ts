/** Words about pictures: the canvas, the grid, the gallery, labelling. */
export const pictures = {
  missingPicture: "This row has no picture",
};
