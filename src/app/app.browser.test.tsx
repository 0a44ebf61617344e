import { createRoot, type Root } from "react-dom/client";
import { flushSync } from "react-dom";
import { afterEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { createFixtureTable } from "../panels/dataset.fixture";
import { createFakeWorkbench, emptyProject, type FakeWorkbench } from "../panels/workbench.fixture";
import type { ProjectState, WorkbenchActions } from "../state/workbench";
import { App } from "./app";

let root: Root | null = null;
let holder: HTMLElement | null = null;

afterEach(() => {
  root?.unmount();
  holder?.remove();
  history.replaceState(null, "", location.pathname + location.search);
});

const table = createFixtureTable();
const withData: Partial<ProjectState> = {
  project: { ...emptyProject, name: "Chest pain", datasets: [table.info], dataset: table.info.id },
  dataset: table.info,
};

function show(state: Partial<ProjectState> = withData, actions: Partial<WorkbenchActions> = {}): FakeWorkbench {
  const workbench = createFakeWorkbench(state, {
    // The fixture's texts are looked at elsewhere.
    texts: () => new Promise(() => {}),
    rows: async (_dataset, from, to, rows) => table.page(from, to, rows),
    ...actions,
  });
  holder = document.createElement("div");
  document.body.append(holder);
  root = createRoot(holder);
  flushSync(() => root?.render(<App workbench={workbench} />));
  return workbench;
}

const callsOf = (workbench: FakeWorkbench, action: string) =>
  workbench.calls.filter((call) => call.action === action).map((call) => call.given);

test("the rail leads to the open steps and says by what the others are blocked", async () => {
  const workbench = show();
  await page.getByRole("link", { name: /^Prepare/ }).click();
  expect(callsOf(workbench, "goTo")).toEqual([["prepare"]]);
  const evaluate = page.getByRole("link", { name: /^Evaluate blocked Fit a model first/ });
  await expect.element(evaluate).toHaveAttribute("aria-disabled", "true");
  evaluate.element().dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  expect(callsOf(workbench, "goTo").length).toBe(1);
});

test("the document has the language and the name of what is shown", async () => {
  const workbench = show();
  expect(document.title).toBe("Data · Chest pain · Lightbench");
  workbench.view.setState({ locale: "zh" });
  await vi.waitFor(() => expect(document.documentElement.lang).toBe("zh-CN"));
  expect(document.title).toBe("数据 · Chest pain · Lightbench");
});

test("a name that is typed becomes the project's on Enter, and is given up on Escape", async () => {
  const workbench = show();
  const name = page.getByRole("textbox", { name: "Project name" });
  await userEvent.fill(name, "Heart");
  await userEvent.keyboard("{Escape}");
  await expect.element(name).toHaveValue("Chest pain");
  await userEvent.fill(name, "Hearts");
  await userEvent.keyboard("{Enter}");
  expect(callsOf(workbench, "renameProject")).toEqual([["Hearts"]]);
});

test("Ctrl+K, some letters and Enter do a command, however fast they are typed", async () => {
  const workbench = show();
  await userEvent.keyboard("{Control>}k{/Control}theme dark{Enter}");
  expect(callsOf(workbench, "setTheme")).toEqual([["dark"]]);
});

test("the selection stands at the foot of every step; its rows can be looked at", async () => {
  const workbench = show({
    ...withData,
    selection: { dataset: table.info.id, rows: [4, 9], label: { en: "wrongly called", zh: "判断错误" } },
  });
  const bar = page.getByRole("region", { name: "Selection" });
  await expect.element(bar).toHaveTextContent("2 rows · wrongly called");
  await bar.getByRole("button", { name: "Show" }).click();
  const rows = page.getByRole("dialog").getByRole("table");
  await expect.element(rows.getByRole("rowheader", { name: "10" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await bar.getByRole("button", { name: "Clear" }).click();
  expect(callsOf(workbench, "clearSelection").length).toBe(1);
});

test("selected rows get a class that did not exist before", async () => {
  const workbench = show(
    {
      project: {
        ...emptyProject,
        dataset: table.info.id,
        draft: { ...emptyProject.draft, task: { kind: "classification", target: "narrowing" } },
      },
      dataset: table.info,
      selection: { dataset: table.info.id, rows: [4, 9], label: { en: "wrongly called", zh: "判断错误" } },
    },
    { relabel: async () => table.info },
  );
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Relabel" }).click();
  await expect.element(page.getByRole("menuitem", { name: "yes" })).toBeVisible();
  await page.getByRole("menuitem", { name: "New class…" }).click();
  const dialog = page.getByRole("dialog", { name: "New class in “narrowing”" });
  await expect.element(dialog.getByRole("textbox")).toHaveFocus();
  await userEvent.keyboard(" unsure {Enter}");
  await expect.element(dialog).not.toBeInTheDocument();
  expect(callsOf(workbench, "relabel")).toEqual([[[4, 9], "narrowing", "unsure"]]);
});

test("a note goes when what it says no longer holds", async () => {
  const workbench = show();
  workbench.view.setState({
    notes: [
      {
        id: 1,
        kind: "success",
        message: { en: "2 rows are now yes.", zh: "" },
        holds: ({ dataset }) => !!dataset?.edits,
      },
      { id: 2, kind: "success", message: { en: "Saved.", zh: "" } },
    ],
  });
  await vi.waitFor(() => expect(callsOf(workbench, "dismissNote")).toEqual([[1]]));
});

test("a note is read out and its undo can be taken", async () => {
  const workbench = show();
  const undo = vi.fn();
  workbench.view.setState({ notes: [{ id: 1, kind: "success", message: { en: "Run 3 deleted.", zh: "" }, undo }] });
  const note = page.getByRole("region", { name: "Notes" });
  await expect.element(note).toHaveTextContent("Run 3 deleted.");
  await note.getByRole("button", { name: "Undo" }).click();
  expect(undo).toHaveBeenCalledOnce();
});

test("the ledger names what was blocked", async () => {
  const workbench = show();
  const at = new Date(0).toISOString();
  workbench.engine.setState({
    ledger: { requests: 0, blocked: 1, ownFiles: 3, since: at },
    ledgerEntries: [{ at, place: "worker", kind: "fetch", address: "https://elsewhere.example/", outcome: "blocked" }],
  });
  await page.getByRole("button", { name: "0 requests left this page" }).click();
  // The dialog is called as the badge that opens it.
  const ledger = page.getByRole("dialog", { name: "0 requests left this page" });
  await expect.element(ledger.getByText("https://elsewhere.example/")).toBeVisible();
  await expect.element(ledger.getByText("blocked · fetch · engine")).toBeVisible();
});
