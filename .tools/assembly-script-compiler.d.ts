/** What of the AssemblyScript compiler is used. Its own declarations bring AssemblyScript's globals along, which would change those of TypeScript everywhere. */
interface Compiler {
  readonly version: string;
  main(
    args: readonly string[],
    host: {
      readFile(name: string): string | null;
      writeFile(name: string, content: string | Uint8Array): void;
      listFiles(): readonly string[];
      readonly stderr: { write(text: string | Uint8Array): void };
    },
  ): Promise<{ readonly error: Error | null }>;
}

declare const compiler: Compiler;
export default compiler;
