import type { Locator, Page } from "playwright-core";

/** What a figure of the page says, from its value on: detail and change, where it has them. */
export async function figureLines(page: Page, label: string): Promise<string[]> {
  const figure = page.locator("dl > div").filter({ has: page.getByText(label, { exact: true }) });
  return (await figure.locator("dd").allInnerTexts()).map((text) => text.trim());
}

/** The cells of a table's body, row by row. */
export async function tableRows(table: Locator): Promise<string[][]> {
  const rows = await table.locator("tbody tr").all();
  return Promise.all(rows.map(async (row) => (await row.locator("th, td").allInnerTexts()).map((text) => text.trim())));
}

/** The table behind a chart, shown in its place. */
export async function tableBehind(page: Page, title: string): Promise<string[][]> {
  const panel = page.getByRole("region", { name: title, exact: true });
  await panel.getByRole("button", { name: `${title}: Show as table` }).press("Enter");
  return tableRows(panel.getByRole("table"));
}
