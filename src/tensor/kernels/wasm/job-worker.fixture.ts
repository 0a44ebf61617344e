/** A worker that gives two threads a job of two chunks, the second of which writes beyond the memory. */
import { startProgram } from "./program";

interface Functions {
  softmax(x: number, y: number, rows: number, width: number): void;
}

/** A row is a chunk. */
const width = 100_000;

/** What was complained of. The first thread is busy with the first chunk while the other takes the second, as a rule. */
async function breakOff(): Promise<string> {
  const program = await startProgram({ threads: 2, limitBytes: 2 ** 27 });
  const { softmax } = program.exports as unknown as Functions; // exported by assembly/softmax.ts
  try {
    softmax(65_536, program.memory.buffer.byteLength - width * 4, 2, width);
    return `nothing, with ${program.threads} threads`;
  } catch (error) {
    return String(error);
  } finally {
    program.dispose();
  }
}

// The thread that breaks off is an error of this worker, as it should be, but none of the test.
addEventListener("error", (event) => event.preventDefault());
addEventListener("message", () => void breakOff().then(postMessage, reportError));
