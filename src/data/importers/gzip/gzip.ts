/** Files packed with gzip, several members one after the other included. */
import { Gunzip } from "fflate";
import { packedSource, withoutEnding } from "../byte-source";
import type { ContainerImporter } from "../importer";
import { inflated } from "../inflated";

export const gzipImporter: ContainerImporter = {
  id: "gzip",
  kind: "container",
  accepts: ["gz", "gzip"],
  matches: (head) => head[0] === 0x1f && head[1] === 0x8b,
  unpack: (source) =>
    Promise.resolve([
      packedSource({ ...source, name: withoutEnding(source.name, ["gz", "gzip"]) }, (onBytes) =>
        inflated(source.name, source.open(onBytes), (onData) => new Gunzip(onData)),
      ),
    ]),
};
