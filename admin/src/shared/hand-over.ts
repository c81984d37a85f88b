/** Hands bytes to the browser as a file to be saved. */
export function saveAs(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/**
 * Puts text on the clipboard.
 * @param source where the text stands on the page; it is selected where a page without TLS may not write the clipboard itself
 * @returns whether it worked
 */
export async function copyText(source: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.value);
    return true;
  } catch {
    // Not over TLS, or refused by the browser: the old way, from the selection.
    source.focus();
    source.select();
    return document.execCommand('copy');
  }
}
