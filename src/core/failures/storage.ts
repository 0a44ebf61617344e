/** Projects that cannot be kept or opened. */
export const storageFailures = {
  "storage/full": (d: { neededMb: number }) => ({
    message: {
      en: `The browser's storage is full: ${d.neededMb} MB more are needed. All that was saved before is still there, and your work goes on in memory.`,
      zh: `浏览器存储已满：还需要 ${d.neededMb} MB。此前保存的内容都在，当前工作继续保留在内存中。`,
    },
    hint: {
      en: "Delete a project you no longer need, or save this one to a file.",
      zh: "请删除不再需要的项目，或将此项目存为文件。",
    },
  }),
  "storage/unavailable": (d: { reasonEn: string; reasonZh: string }) => ({
    message: {
      en: `This browser does not let the page keep anything: ${d.reasonEn}.`,
      zh: `浏览器不允许本页保存数据：${d.reasonZh}。`,
    },
    hint: {
      en: "Leave private browsing, or save the project to a file before closing.",
      zh: "请退出无痕模式，或在关闭前将项目存为文件。",
    },
  }),
  "storage/not-a-project": (d: { file: string; reasonEn: string; reasonZh: string }) => ({
    message: {
      en: `“${d.file}” is not a whole Lightbench project: ${d.reasonEn}.`,
      zh: `“${d.file}”不是完整的 Lightbench 项目：${d.reasonZh}。`,
    },
    hint: {
      en: "Copy it here again, or save the project anew where it was made: to a file that ends in .lightbench.",
      zh: "请重新复制该文件，或在原来的电脑上重新保存项目（扩展名为 .lightbench）。",
    },
  }),
  "storage/newer-version": (d: { file: string; version: number; known: number }) => ({
    message: {
      en: `“${d.file}” was saved by a newer Lightbench (format ${d.version}; this one knows up to ${d.known}).`,
      zh: `“${d.file}”由更新版本的 Lightbench 保存（格式 ${d.version}；当前最高支持 ${d.known}）。`,
    },
    hint: { en: "Open it with the newer version.", zh: "请用更新的版本打开。" },
  }),
  "storage/unknown-project": (d: { project: string }) => ({
    message: {
      en: `The project “${d.project}” is no longer in this browser.`,
      zh: `项目“${d.project}”已不在此浏览器中。`,
    },
    hint: { en: "Open it from its file, or start a new one.", zh: "请从文件打开，或新建项目。" },
  }),
} as const;
