/** Every kernel against the table, in the build that Node can run. */
import { describe } from "vitest";
import { holdTable } from "./cases/hold-table.fixture";

describe("the kernels", () => holdTable({}, "case"));
