/** Hands bytes to the user as a file: an object URL on a link, nothing leaves the page. */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has its own hold of the blob after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
