declare module "virtual:wasm-kernels/*" {
  /** The compiled module. */
  export const base64: string;
}
