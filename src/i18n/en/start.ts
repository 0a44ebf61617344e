/** Words of the start page. */
export const start = {
  title: "Train a model on your own data, in this page",
  drop: "Drop a table, a folder of pictures, or texts.",
  dropPromise: "Nothing leaves this computer.",
  formats: "CSV, TSV or TXT; PNG, JPEG, WebP, GIF, BMP or AVIF; IDX or NumPy. Plain, gzipped or zipped.",
  openProject: "Open a project",
  recent: "Recent projects",
  remove: (name: string) => `Delete ${name}`,
  changed: (ago: string) => `changed ${ago}`,
  runs: (n: string) => `${n} ${n === "1" ? "run" : "runs"}`,
  noData: "no data yet",
  gallery: "Or start with a scenario",
  galleryNote:
    "Synthetic data, made on this computer from a seed. Each opens with everything set, one click from a model.",
  rooms: { clinic: "Clinic", city: "City", class: "Class" },
  roomNotes: {
    clinic: "Patients, tests, decisions",
    city: "Traffic, energy, plans",
    class: "Small questions to learn with",
  },
  synthetic: "synthetic",
  size: (rows: string) => `${rows} rows`,
  timeHere: (time: string) => `about ${time} here`,
};
