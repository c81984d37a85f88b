// What tests hand to the page (evaluate) runs in the browser.
/// <reference lib="dom" />
