/** Files that cannot be opened. Each sentence names the file, the place and what to do. */
import type { Wording } from "../wording";

export const importFailures = {
  "import/empty-file": (d: { file: string }) => ({
    message: { en: `“${d.file}” is empty: it holds no bytes.`, zh: `“${d.file}”是空文件：没有任何内容。` },
    hint: { en: "Choose a file that has rows in it.", zh: "请选择有数据行的文件。" },
  }),
  "import/unsupported": (d: { file: string; looksLike: Wording }) => ({
    message: {
      en: `“${d.file}” is not a table: its content looks like ${d.looksLike.en}.`,
      zh: `“${d.file}”不是表格：内容看起来是${d.looksLike.zh}。`,
    },
    hint: {
      en: "Open a CSV or TSV file, or pictures (PNG, JPEG, WebP, BMP, GIF, AVIF), also in a zip. Spreadsheets can be saved as CSV.",
      zh: "请打开 CSV 或 TSV 文件，或图片（PNG、JPEG、WebP、BMP、GIF、AVIF），也可为 zip 压缩包。电子表格可另存为 CSV。",
    },
  }),
  "import/directory": (d: { file: string }) => ({
    message: {
      en: `“${d.file}” is a folder without a readable table or picture in it.`,
      zh: `“${d.file}”是文件夹，其中没有可读的表格或图片。`,
    },
    hint: {
      en: "Drop a CSV or TSV file, pictures, or a folder that holds some.",
      zh: "请拖入 CSV 或 TSV 文件、图片，或包含这些文件的文件夹。",
    },
  }),
  "import/no-rows": (d: { file: string; line: number }) => ({
    message: {
      en: `“${d.file}” has a header in line ${d.line} but no rows below it.`,
      zh: `“${d.file}”第 ${d.line} 行有表头，但下面没有数据行。`,
    },
    hint: {
      en: "Add rows, or open it with “first row is a header” switched off.",
      zh: "请添加数据行，或关闭“首行为表头”后再打开。",
    },
  }),
  "import/unreadable": (d: { file: string; reason: Wording }) => ({
    message: { en: `“${d.file}” could not be read: ${d.reason.en}.`, zh: `无法读取“${d.file}”：${d.reason.zh}。` },
    hint: {
      en: "Check that the file still exists and is not open elsewhere, then choose it again.",
      zh: "请确认文件仍存在且未被其他程序占用，然后重新选择。",
    },
  }),
  "import/encoding": (d: { file: string; line: number; encoding: string }) => ({
    message: {
      en: `“${d.file}” is not ${d.encoding}: line ${d.line} has bytes that it cannot hold.`,
      zh: `“${d.file}”不是 ${d.encoding} 编码：第 ${d.line} 行含有无效字节。`,
    },
    hint: { en: "Choose another encoding under “How it was read”.", zh: "请在“读取方式”中选择其他编码。" },
  }),
  "import/quote": (d: { file: string; line: number }) => ({
    message: {
      en: `“${d.file}”: the quotation mark opened in line ${d.line} is never closed.`,
      zh: `“${d.file}”：第 ${d.line} 行的引号没有闭合。`,
    },
    hint: {
      en: "Close it in the file, or open the file with quoting switched off.",
      zh: "请在文件中闭合引号，或关闭引号解析后再打开。",
    },
  }),
  "import/archive": (d: { file: string; reason: Wording }) => ({
    message: {
      en: `The archive “${d.file}” could not be unpacked: ${d.reason.en}.`,
      zh: `无法解压“${d.file}”：${d.reason.zh}。`,
    },
    hint: { en: "Unpack it yourself and open the files inside.", zh: "请自行解压后打开其中的文件。" },
  }),
  "import/array": (d: { file: string; reason: Wording; remedy: Wording }) => ({
    message: {
      en: `The numbers of “${d.file}” could not be read: ${d.reason.en}.`,
      zh: `无法读取“${d.file}”中的数据：${d.reason.zh}。`,
    },
    hint: d.remedy,
  }),
  "import/too-large": (d: { file: string; sizeMb: number; limitMb: number }) => ({
    message: {
      en: `“${d.file}” needs ${d.sizeMb} MB; this page opens at most ${d.limitMb} MB at once.`,
      zh: `“${d.file}”需要 ${d.sizeMb} MB；本页一次最多打开 ${d.limitMb} MB。`,
    },
    hint: { en: "Open a part of it, or fewer columns.", zh: "请打开其中一部分，或减少列数。" },
  }),
  "import/columns-differ": (d: { file: string; first: string; column: string }) => ({
    message: {
      en: `“${d.file}” cannot be joined to “${d.first}”: the column “${d.column}” is in one of them only.`,
      zh: `“${d.file}”无法与“${d.first}”合并：只有其中一个含有列“${d.column}”。`,
    },
    hint: {
      en: "Open the files one at a time, or give them the same columns.",
      zh: "请逐个打开文件，或让它们的列一致。",
    },
  }),
  "import/picture": (d: { file: string; reason: Wording }) => ({
    message: {
      en: `“${d.file}” could not be opened as a picture: ${d.reason.en}.`,
      zh: `无法将“${d.file}”作为图片打开：${d.reason.zh}。`,
    },
    hint: {
      en: "Save it again as PNG or JPEG in a picture program, or leave it out.",
      zh: "请在图片软件中重新保存为 PNG 或 JPEG，或不使用该文件。",
    },
  }),
  "import/picture-size": (d: {
    file: string;
    width: number;
    height: number;
    sideLimit: number;
    megapixelLimit: number;
  }) => ({
    message: {
      en: `“${d.file}” has ${d.width} × ${d.height} pixels; at most ${d.sideLimit} a side and ${d.megapixelLimit} million in all can be opened.`,
      zh: `“${d.file}”有 ${d.width} × ${d.height} 像素；每边最多 ${d.sideLimit}，总计最多 ${d.megapixelLimit * 100} 万像素。`,
    },
    hint: {
      en: "Make it smaller or cut it into tiles in a picture program.",
      zh: "请在图片软件中缩小，或裁成小块。",
    },
  }),
  "import/no-pictures": (d: { count: number; first: Wording }) => ({
    message: {
      en: `None of ${d.count} pictures could be opened. The first: ${d.first.en}`,
      zh: `${d.count} 张图片均无法打开。第一张：${d.first.zh}`,
    },
    hint: {
      en: "Open one of them in a picture program: if it shows there, save it as PNG or JPEG.",
      zh: "请在图片软件中打开其中一张；若能显示，请另存为 PNG 或 JPEG。",
    },
  }),
  "import/cancelled": (d: { file: string }) => ({
    message: { en: `Opening “${d.file}” was stopped.`, zh: `已停止打开“${d.file}”。` },
    hint: { en: "Nothing changed. Open it again whenever you like.", zh: "没有任何改动，可随时重新打开。" },
  }),
} as const;
