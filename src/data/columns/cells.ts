/** The cells of one column while it is being read. Three forms, from the leanest to the most general. */
import { growFloat64, growInt32, growUint32 } from "./growth";
import type { MissingMarks } from "./missing-marks";
import type { NumberReader } from "./number-reader";
import { createTextStore, detach, type TextStore } from "./text-store";

export interface Cells {
  readonly length: number;
  /** Takes a cell as it stands in the file. False: these cells have outgrown the form; the cell has been taken all the same. */
  append(text: string, numbers: NumberReader): boolean;
  /** Every cell as it stood in the file, in order. */
  forEach(visit: (text: string) => void): void;
}

/** Numbers, with the few texts beside them that a number would not give back. */
export interface NumberCells extends Cells {
  readonly form: "numbers";
  /** Cells that hold a number. */
  readonly numberCount: number;
  /** Cells written like codes: 00123. */
  readonly codeCount: number;
  /** Rows whose cell is neither number nor any missing mark, ascending. */
  readonly badRows: readonly number[];
  /** The texts that were taken as missing, should the column turn out to be numbers. */
  readonly marksMet: ReadonlySet<string>;
  values(): Float64Array<ArrayBuffer>;
}

const patience = 64;

export function createNumberCells(marks: MissingMarks): NumberCells {
  let values = new Float64Array(64);
  let sideRows = new Uint32Array();
  let side: TextStore | null = null;
  let length = 0;
  let numberCount = 0;
  let codeCount = 0;
  const badRows: number[] = [];
  const marksMet = new Set<string>();

  const keepText = (text: string) => {
    side ??= createTextStore();
    sideRows = growUint32(sideRows, side.length + 1);
    sideRows[side.length] = length;
    side.append(text);
  };

  return {
    form: "numbers",
    get length() {
      return length;
    },
    get numberCount() {
      return numberCount;
    },
    get codeCount() {
      return codeCount;
    },
    badRows,
    marksMet,
    append(text, numbers) {
      if (length === values.length) values = growFloat64(values, length + 1);
      if (text === "") {
        values[length++] = Number.NaN;
        return true;
      }
      const value = numbers.read(text);
      const isNumber = !Number.isNaN(value);
      if (isNumber && !marks.isMarkNumber(value)) {
        numberCount++;
        if (numbers.isCode) codeCount++;
        if (!numbers.isCanonical) keepText(text);
      } else {
        keepText(text);
        if (isNumber || marks.isMarkAmongNumbers(text)) marksMet.add(text.trim());
        else if (text.trim() !== "") badRows.push(length);
        values[length++] = Number.NaN;
        return badRows.length < patience || badRows.length * 20 < numberCount;
      }
      values[length++] = value;
      return true;
    },
    forEach(visit) {
      let next = 0;
      for (let row = 0; row < length; row++) {
        const value = values[row]!; // row < length
        if (side && next < side.length && sideRows[next] === row) visit(side.textAt(next++));
        else visit(Number.isNaN(value) ? "" : String(value));
      }
    },
    values: () => values.slice(0, length),
  };
}

/** Every different text once, and its number in each row. */
export interface DictionaryCells extends Cells {
  readonly form: "dictionary";
  readonly texts: readonly string[];
  codes(): Int32Array<ArrayBuffer>;
}

const dictionaryLimit = 50_000;
const dictionaryCharacters = 8 << 20;

export function createDictionaryCells(): DictionaryCells {
  const known = new Map<string, number>();
  const texts: string[] = [];
  let characters = 0;
  let codes = new Int32Array(16);
  let length = 0;
  return {
    form: "dictionary",
    get length() {
      return length;
    },
    texts,
    append(text) {
      let code = known.get(text);
      if (code === undefined) {
        code = texts.length;
        const own = detach(text);
        known.set(own, code);
        texts.push(own);
        characters += own.length;
      }
      if (length === codes.length) codes = growInt32(codes, length + 1);
      codes[length++] = code;
      return texts.length <= dictionaryLimit && characters <= dictionaryCharacters;
    },
    forEach(visit) {
      for (let row = 0; row < length; row++) visit(texts[codes[row]!]!); // every code has a text
    },
    codes: () => codes.slice(0, length),
  };
}

/** Every text as it is. */
export interface TextCells extends Cells {
  readonly form: "texts";
  readonly store: TextStore;
}

export function createTextCells(marks: MissingMarks): TextCells {
  const store = createTextStore();
  return {
    form: "texts",
    get length() {
      return store.length;
    },
    store,
    append(text) {
      const isMissing = marks.isMark(text);
      if (isMissing) marks.note(text);
      store.append(isMissing ? "" : text);
      return true;
    },
    forEach(visit) {
      for (let row = 0; row < store.length; row++) visit(store.textAt(row));
    },
  };
}
